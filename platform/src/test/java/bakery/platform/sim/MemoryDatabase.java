package bakery.platform.sim;

import bakery.platform.Attendance;
import bakery.platform.Change;
import bakery.platform.Commit;
import bakery.platform.Decision;
import bakery.platform.Deed;
import bakery.platform.DueChanges;
import bakery.platform.DueDecision;
import bakery.platform.Entry;
import bakery.platform.Envelope;
import bakery.platform.Lease;
import bakery.platform.Letter;
import bakery.platform.Model;
import bakery.platform.Outbox;
import bakery.platform.Parked;
import bakery.platform.Pulse;
import bakery.platform.Store;
import bakery.platform.Stuck;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A role's schema in memory, with what matters of PostgreSQL: row locks that are skipped, commits
 * that come later than their locks, answers that are lost. One contract suite holds it to the same
 * promises as the real one.
 */
public final class MemoryDatabase<A, R> {

  /** As the client's connect_timeout. */
  private static final long UNREACHABLE_MILLIS = 2_000;

  /** As idle_in_transaction_session_timeout. */
  private static final long IDLE_MILLIS = 3_000;

  private final World world;
  private final Faults faults;
  private final Outages outages;
  private final Model<A, R> model;
  public final Map<UUID, Entry<A>> rows = new TreeMap<>();
  public final List<R> records = new ArrayList<>();
  private final Map<UUID, Stuck> stuck = new TreeMap<>();
  private final Set<UUID> locked = new HashSet<>();
  private int crashes;
  private long posted;
  private final Map<UUID, Posted> outbox = new LinkedHashMap<>();
  private final Map<UUID, Instant> beats = new TreeMap<>();
  private final Map<UUID, SimNode> carriers = new HashMap<>();

  private static final class Posted {
    final long nth;
    Envelope envelope;
    Instant triedAt;
    int tries;
    Instant writtenAt;
    int refusals;
    String refusal;
    Instant parkedAt;

    Posted(long nth) {
      this.nth = nth;
    }
  }

  public MemoryDatabase(World world, Faults faults, Model<A, R> model) {
    this(world, faults, new Outages(), model);
  }

  public MemoryDatabase(World world, Faults faults, Outages outages, Model<A, R> model) {
    this.world = world;
    this.faults = faults;
    this.outages = outages;
    this.model = model;
  }

  public List<Envelope> unreceipted() {
    return outbox.values().stream().filter(p -> p.parkedAt == null).map(p -> p.envelope).toList();
  }

  public List<Envelope> parked() {
    return outbox.values().stream().filter(p -> p.parkedAt != null).map(p -> p.envelope).toList();
  }

  /** As if a transaction of somebody else held the row. */
  public void lock(UUID id) {
    locked.add(id);
  }

  public void unlock(UUID id) {
    locked.remove(id);
  }

  public Store<A, R> store(SimNode node) {
    return new MemoryStore(node);
  }

  public Outbox outbox(SimNode node) {
    return new MemoryOutbox(node);
  }

  public Attendance attendance(SimNode node) {
    return new MemoryAttendance(node);
  }

  /** A statement of its own: takes effect at once or not at all, its answer may be lost. */
  private <T> Future<T> statement(SimNode node, Supplier<T> effect) {
    Session<T> session = new Session<>(node);
    world.after(
        world.upTo(faults.databaseMillis()),
        () -> {
          if (!node.alive()) return;
          if (!session.stands()) session.lose();
          else if (world.chance(faults.aborted())) session.fail("rolled back");
          else session.answer(effect.get());
        });
    return session.promise.future();
  }

  /** One statement's or transaction's connection: gone with the way to the server or its crash. */
  private final class Session<T> {

    final SimNode node;
    final Promise<T> promise = Promise.promise();
    private final int crashes = outages.crashes();

    Session(SimNode node) {
      this.node = node;
    }

    boolean survivesCrash() {
      return crashes == outages.crashes();
    }

    boolean stands() {
      return survivesCrash() && outages.reachesDatabase(node);
    }

    void answer(T result) {
      boolean lost = world.chance(faults.unknown());
      world.after(
          world.upTo(faults.databaseMillis()),
          () -> {
            if (!stands()) lose();
            else if (lost) here(() -> promise.fail("connection lost"));
            else here(() -> promise.complete(result));
          });
    }

    void fail(String why) {
      world.after(world.upTo(faults.databaseMillis()), () -> here(() -> promise.fail(why)));
    }

    void lose() {
      long millis = survivesCrash() ? UNREACHABLE_MILLIS : world.upTo(faults.databaseMillis());
      world.after(millis, () -> here(() -> promise.tryFail("no connection")));
    }

    void here(Runnable task) {
      node.run(task);
    }
  }

  /** A crash of the server frees every row. */
  private boolean tryLock(UUID id) {
    if (crashes != outages.crashes()) locked.clear();
    crashes = outages.crashes();
    return locked.add(id);
  }

  private Stream<Stuck> stillStuck() {
    return stuck.values().stream()
        .filter(each -> model.open(rows.get(each.id()).state()))
        .filter(each -> rows.get(each.id()).lease().free());
  }

  private boolean due(UUID id, Entry<A> row) {
    return row.lease().free()
        && !(stuck.containsKey(id) && stuck.get(id).dueAgain().isAfter(world.instant()))
        && model.open(row.state())
        && !model.due(row.state()).isAfter(world.instant());
  }

  private final class MemoryStore implements Store<A, R> {

    private final SimNode node;
    private final Map<UUID, Integer> claimed = new HashMap<>();

    MemoryStore(SimNode node) {
      this.node = node;
    }

    @Override
    public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
      return transaction(ids, () -> ids.stream().filter(rows::containsKey).toList(), decision);
    }

    @Override
    public Future<DueChanges<A, R>> changeDue(int limit, Supplier<DueDecision<A, R>> attempts) {
      DueDecision<A, R> decision = attempts.get();
      List<Stuck> putOff = new ArrayList<>();
      return transaction(
              List.of(), () -> dueNow(limit), (found, now) -> each(found, now, decision, putOff))
          .map(
              commit ->
                  new DueChanges<>(
                      commit, putOff, commit.changes().size() + putOff.size() == limit));
    }

    private List<UUID> dueNow(int limit) {
      List<UUID> due = new ArrayList<>();
      rows.forEach(
          (id, row) -> {
            if (!locked.contains(id) && due(id, row)) due.add(id);
          });
      due.sort(Comparator.comparing(id -> model.due(rows.get(id).state())));
      return due.subList(0, Math.min(limit, due.size()));
    }

    private List<Change<A, R>> each(
        Map<UUID, Entry<A>> found, Instant now, DueDecision<A, R> decision, List<Stuck> putOff) {
      List<Change<A, R>> changes = new ArrayList<>();
      found.forEach(
          (id, entry) -> {
            try {
              Change<A, R> change = decision.decide(id, entry, now);
              if (change != null) changes.add(change);
              stuck.remove(id);
            } catch (RuntimeException e) {
              stuck.compute(id, (same, before) -> putOff(id, before, e, now));
              putOff.add(stuck.get(id));
            }
          });
      return changes;
    }

    private Stuck putOff(UUID id, Stuck before, RuntimeException e, Instant now) {
      int times = before == null ? 1 : before.times() + 1;
      long pause = (long) Stuck.FIRST_PAUSE_SECONDS << Math.min(times - 1, 30);
      return new Stuck(
          id,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          times,
          before == null ? now : before.since(),
          now.plusSeconds(Math.min(pause, Stuck.LONGEST_PAUSE_SECONDS)));
    }

    @Override
    public Future<List<Stuck>> stuck(UUID after, int limit) {
      return statement(
          node,
          () ->
              stillStuck()
                  .filter(each -> after == null || each.id().compareTo(after) > 0)
                  .sorted(Comparator.comparing(Stuck::id))
                  .limit(limit)
                  .toList());
    }

    @Override
    public Future<Boolean> nudge(UUID id, Deed deed) {
      return statement(
          node,
          () -> {
            if (stillStuck().noneMatch(each -> each.id().equals(id))) return false;
            stuck.computeIfPresent(id, (same, each) -> dueNow(each));
            return true;
          });
    }

    private Stuck dueNow(Stuck each) {
      return new Stuck(each.id(), each.cause(), each.times(), each.since(), world.instant());
    }

    private Future<Commit<A, R>> transaction(
        Collection<UUID> ids, Supplier<List<UUID>> wanted, Decision<A, R> decision) {
      Session<Commit<A, R>> session = new Session<>(node);
      world.after(
          world.upTo(faults.databaseMillis()),
          () -> {
            if (!node.alive()) return;
            if (!session.stands()) session.lose();
            else new Transaction(session, ids, decision).lock(wanted.get());
          });
      return session.promise.future();
    }

    private final class Transaction {

      private final Session<Commit<A, R>> session;
      private final Decision<A, R> decision;
      private final Map<UUID, Entry<A>> found = new LinkedHashMap<>();
      private final Set<UUID> busy;

      Transaction(Session<Commit<A, R>> session, Collection<UUID> ids, Decision<A, R> decision) {
        this.session = session;
        this.decision = decision;
        this.busy = new HashSet<>(ids);
      }

      void lock(List<UUID> wanted) {
        for (UUID id : wanted) if (tryLock(id)) found.put(id, rows.get(id));
        busy.removeIf(id -> found.containsKey(id) || !rows.containsKey(id));
        if (node.awake()) decide();
        else world.after(IDLE_MILLIS, () -> end("idle in transaction"));
      }

      private void decide() {
        List<Change<A, R>> changes;
        try {
          changes = decision.decide(seen(), world.instant());
        } catch (RuntimeException e) {
          unlock();
          session.here(() -> session.promise.fail(e));
          return;
        }
        for (Change<A, R> change : changes) {
          if (change.row() != Change.Row.INSERT) continue;
          if (rows.containsKey(change.id()) || !tryLock(change.id())) busy.add(change.id());
          else found.put(change.id(), null);
        }
        world.after(world.upTo(faults.databaseMillis()), () -> write(changes));
      }

      private Map<UUID, Entry<A>> seen() {
        if (world.bug != PlantedBug.NO_EPOCH_FENCE) return found;
        Map<UUID, Entry<A>> unfenced = new LinkedHashMap<>(found);
        unfenced.replaceAll((id, entry) -> claimed.containsKey(id) ? mine(id, entry) : entry);
        return unfenced;
      }

      /** As if nobody had taken it meanwhile. */
      private Entry<A> mine(UUID id, Entry<A> entry) {
        Lease lease = new Lease(node.id, claimed.get(id), world.instant());
        return new Entry<>(entry.state(), lease, entry.trace());
      }

      private void write(List<Change<A, R>> changes) {
        if (!node.alive()) unlock();
        else if (!node.awake() || !session.stands()) {
          // the server waits for its client, but not for ever
          world.after(IDLE_MILLIS, () -> end("idle in transaction"));
        } else if (world.chance(faults.aborted())) end("rolled back");
        else {
          unlock();
          session.answer(commit(changes, busy));
        }
      }

      private void end(String why) {
        unlock();
        if (session.stands()) session.fail(why);
        else session.lose();
      }

      private void unlock() {
        if (session.survivesCrash()) locked.removeAll(found.keySet());
      }
    }

    private Commit<A, R> commit(List<Change<A, R>> changes, Set<UUID> busy) {
      List<Change<A, R>> effective =
          changes.stream().filter(change -> !busy.contains(change.id())).toList();
      for (Change<A, R> change : effective) {
        if (change.row() != Change.Row.KEEP) rows.put(change.id(), change.after());
        Lease lease = change.after().lease();
        if (node.id.equals(lease.owner())) claimed.put(change.id(), lease.epoch());
        else claimed.remove(change.id());
        records.addAll(change.records());
      }
      List<Envelope> envelopes = Envelope.of(effective);
      envelopes.forEach(MemoryDatabase.this::post);
      return new Commit<>(effective, envelopes, busy, Set.of());
    }

    @Override
    public Future<Map<UUID, Entry<A>>> read(Collection<UUID> ids) {
      return statement(
          node,
          () ->
              ids.stream()
                  .filter(rows::containsKey)
                  .collect(Collectors.toMap(id -> id, rows::get)));
    }

    @Override
    public Future<List<Held>> heldBy(UUID owner, int limit) {
      return statement(
          node,
          () ->
              rows.entrySet().stream()
                  .filter(row -> owner.equals(row.getValue().lease().owner()))
                  .limit(limit)
                  .map(row -> new Held(row.getKey(), row.getValue().lease().epoch()))
                  .toList());
    }

    @Override
    public Future<Integer> freeAbandoned(int limit) {
      return statement(
          node,
          () -> {
            List<UUID> abandoned =
                rows.keySet().stream()
                    .filter(id -> !locked.contains(id) && abandoned(rows.get(id).lease()))
                    .limit(limit)
                    .toList();
            for (UUID id : abandoned) {
              Entry<A> row = rows.get(id);
              Lease free = new Lease(null, row.lease().epoch(), null);
              rows.put(id, new Entry<>(row.state(), free, row.trace()));
            }
            return abandoned.size();
          });
    }

    private boolean abandoned(Lease lease) {
      return !lease.free()
          && (lease.until().isBefore(world.instant()) || !beats.containsKey(lease.owner()));
    }
  }

  /** Puts an envelope there from outside. */
  public void plant(Envelope envelope) {
    post(envelope);
  }

  private Posted post(Envelope envelope) {
    Posted row = new Posted(++posted);
    row.envelope = envelope;
    row.writtenAt = world.instant();
    row.triedAt = world.instant();
    outbox.put(envelope.id(), row);
    return row;
  }

  private boolean untried(Posted posted, long millis) {
    return posted
        .triedAt
        .plusMillis(millis * (1 + posted.refusals + Math.min(posted.tries / 2, 3)))
        .isBefore(world.instant());
  }

  private Parked parked(Posted posted) {
    Letter alone = posted.envelope.letters().getFirst();
    return new Parked(
        posted.envelope.id(),
        alone.to(),
        alone.type(),
        alone.key(),
        posted.refusals,
        posted.writtenAt,
        posted.parkedAt,
        posted.refusal);
  }

  private final class MemoryOutbox implements Outbox {

    private final SimNode node;
    private long cursor;

    MemoryOutbox(SimNode node) {
      this.node = node;
    }

    @Override
    public Future<List<Envelope>> sweep(
        long untriedMillis, int limit, String only, Set<String> except) {
      return sweepRightly(untriedMillis, limit, only, except).map(this::swept);
    }

    private List<Envelope> swept(List<Envelope> rightly) {
      return switch (world.bug) {
        case RELAY_THAT_FORGETS -> List.of();
        case SWEEP_BY_CURSOR -> beyondCursor(rightly);
        default -> rightly;
      };
    }

    private List<Envelope> beyondCursor(List<Envelope> swept) {
      long seen = cursor;
      List<Envelope> beyond = new ArrayList<>();
      for (Envelope envelope : swept) {
        Posted posted = outbox.get(envelope.id());
        if (posted == null || posted.nth <= seen) continue;
        beyond.add(envelope);
        cursor = Math.max(cursor, posted.nth);
      }
      return beyond;
    }

    private void tried(Posted posted) {
      posted.triedAt = world.instant();
      posted.tries++;
    }

    private Future<List<Envelope>> sweepRightly(
        long untriedMillis, int limit, String only, Set<String> except) {
      return statement(
          node,
          () ->
              outbox.values().stream()
                  .filter(p -> p.parkedAt == null && untried(p, untriedMillis))
                  .filter(p -> only == null || p.envelope.to().equals(only))
                  .filter(p -> !except.contains(p.envelope.to()))
                  .sorted(
                      Comparator.<Posted, Instant>comparing(p -> p.triedAt)
                          .thenComparing(p -> p.nth))
                  .limit(limit)
                  .peek(this::tried)
                  .map(p -> p.envelope)
                  .toList());
    }

    @Override
    public Future<List<Parked>> parked(UUID after, int limit) {
      return statement(
          node,
          () ->
              outbox.values().stream()
                  .filter(p -> p.parkedAt != null)
                  .filter(p -> after == null || p.envelope.id().compareTo(after) > 0)
                  .sorted(Comparator.comparing(p -> p.envelope.id()))
                  .limit(limit)
                  .map(MemoryDatabase.this::parked)
                  .toList());
    }

    @Override
    public Future<Boolean> retry(UUID id, Deed deed) {
      return statement(
          node,
          () -> {
            Posted posted = outbox.get(id);
            if (posted == null || posted.parkedAt == null) return false;
            posted.parkedAt = null;
            posted.refusals = 0;
            posted.triedAt = Instant.MIN;
            return true;
          });
    }

    @Override
    public Future<Boolean> discard(UUID id, Deed deed) {
      return statement(
          node,
          () -> {
            Posted posted = outbox.get(id);
            if (posted == null || posted.parkedAt == null) return false;
            outbox.remove(id);
            return true;
          });
    }

    @Override
    public Future<Void> settle(List<Settlement> settlements) {
      return statement(
          node,
          () -> {
            settlements.forEach(this::settle);
            return null;
          });
    }

    private void settle(Settlement each) {
      Posted posted = outbox.get(each.envelope());
      if (posted == null) return;
      String to = posted.envelope.to();
      if (each.alone() && !each.done()) {
        posted.refusals += each.refused().size();
        posted.refusal = each.refused().getFirst().reason();
        if (posted.refusals >= MAX_REFUSALS) posted.parkedAt = world.instant();
        return;
      }
      if (each.later().isEmpty()) outbox.remove(each.envelope());
      else posted.envelope = new Envelope(each.envelope(), to, each.later());
      for (Refusal refusal : each.refused()) {
        post(new Envelope(world.id(), to, List.of(refusal.letter()))).refusal = refusal.reason();
      }
    }
  }

  private final class MemoryAttendance implements Attendance {

    private final SimNode node;

    MemoryAttendance(SimNode node) {
      this.node = node;
    }

    @Override
    public Future<Pulse> beat(UUID id, String name, boolean count) {
      return statement(
          node,
          () -> {
            carriers.put(id, node);
            boolean known = beats.put(id, world.instant()) != null;
            return new Pulse(
                known,
                any(beats.keySet(), each -> stale(each, true)),
                any(rows.values(), row -> model.open(row.state())),
                any(rows.entrySet(), row -> due(row.getKey(), row.getValue())),
                any(outbox.values(), p -> p.parkedAt == null && untried(p, 1_000)),
                parked().size(),
                (int) stillStuck().count());
          });
    }

    /** Beats are half of what happens in a simulation, and streams take their time. */
    private static <T> boolean any(Collection<T> all, Predicate<T> wanted) {
      for (T each : all) if (wanted.test(each)) return true;
      return false;
    }

    @Override
    public Future<List<UUID>> strike(UUID me, Collection<UUID> missed, long steadyMillis) {
      return statement(
          node,
          () -> {
            Instant mine = beats.get(me);
            if (mine == null || mine.plusMillis(1_000).isBefore(world.instant())) return List.of();
            List<UUID> struck =
                beats.keySet().stream()
                    .filter(id -> stale(id, missed.contains(id) || ended(id, steadyMillis)))
                    .toList();
            struck.forEach(beats::remove);
            return struck;
          });
    }

    /** Whether its connection ended with its last beat. */
    private boolean ended(UUID id, long steadyMillis) {
      SimNode beating = carriers.get(id);
      return beating != null
          && !beating.alive()
          && beats.get(id).plusMillis(steadyMillis).isAfter(world.instant());
    }

    private boolean stale(UUID id, boolean sign) {
      int limit = sign ? LATE_MILLIS : STALE_MILLIS;
      return beats.get(id).plusMillis(limit).isBefore(world.instant());
    }

    @Override
    public Future<Void> leave(UUID id) {
      return statement(
          node,
          () -> {
            beats.remove(id);
            return null;
          });
    }
  }
}
