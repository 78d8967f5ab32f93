package bakery.platform.sim;

import bakery.platform.Attendance;
import bakery.platform.Change;
import bakery.platform.Commit;
import bakery.platform.Decision;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A role's schema in memory, with what matters of PostgreSQL: row locks that are skipped, commits
 * that come later than their locks, answers that are lost. One contract suite holds it to the same
 * promises as the real one.
 */
public final class MemoryDatabase<A, R> {

  private final World world;
  private final Faults faults;
  private final Model<A, R> model;
  public final Map<UUID, Entry<A>> rows = new TreeMap<>();
  public final List<R> records = new ArrayList<>();
  private final Map<UUID, Stuck> stuck = new TreeMap<>();
  private final Set<UUID> locked = new HashSet<>();
  private final Map<UUID, Posted> outbox = new LinkedHashMap<>();
  private final Map<UUID, Instant> beats = new TreeMap<>();

  private static final class Posted {
    Envelope envelope;
    Instant triedAt;
    Instant writtenAt;
    int refusals;
    String refusal;
    Instant parkedAt;
  }

  public MemoryDatabase(World world, Faults faults, Model<A, R> model) {
    this.world = world;
    this.faults = faults;
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
    Promise<T> promise = Promise.promise();
    world.after(
        world.upTo(faults.databaseMillis()),
        () -> {
          if (!node.alive()) return;
          if (world.chance(faults.aborted())) answer(node, promise, null, "rolled back");
          else answer(node, promise, effect.get(), null);
        });
    return promise.future();
  }

  private <T> void answer(SimNode node, Promise<T> promise, T result, String failure) {
    String lost = world.chance(faults.unknown()) ? "connection lost" : failure;
    world.after(
        world.upTo(faults.databaseMillis()),
        () ->
            node.run(
                () -> {
                  if (lost == null) promise.complete(result);
                  else promise.fail(lost);
                }));
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
              List.of(),
              () ->
                  rows.entrySet().stream()
                      .filter(
                          row ->
                              !locked.contains(row.getKey()) && due(row.getKey(), row.getValue()))
                      .sorted(Comparator.comparing(row -> model.due(row.getValue().state())))
                      .limit(limit)
                      .map(Map.Entry::getKey)
                      .toList(),
              (found, now) -> each(found, now, decision, putOff))
          .map(
              commit ->
                  new DueChanges<>(
                      commit, putOff, commit.changes().size() + putOff.size() == limit));
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
    public Future<Boolean> nudge(UUID id) {
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
      Promise<Commit<A, R>> promise = Promise.promise();
      world.after(
          world.upTo(faults.databaseMillis()),
          () -> {
            if (!node.alive()) return;
            Map<UUID, Entry<A>> found = new LinkedHashMap<>();
            for (UUID id : wanted.get()) if (locked.add(id)) found.put(id, rows.get(id));
            // a node that is frozen now decides late; the server does not wait for it for ever
            if (!node.awake()) {
              locked.removeAll(found.keySet());
              answer(node, promise, null, "idle in transaction");
              return;
            }
            List<Change<A, R>> changes;
            try {
              changes = decision.decide(found, world.instant());
            } catch (RuntimeException e) {
              locked.removeAll(found.keySet());
              node.run(() -> promise.fail(e));
              return;
            }
            Set<UUID> busy = new HashSet<>(ids);
            busy.removeIf(id -> found.containsKey(id) || !rows.containsKey(id));
            for (Change<A, R> change : changes) {
              if (change.row() != Change.Row.INSERT) continue;
              if (rows.containsKey(change.id()) || !locked.add(change.id())) busy.add(change.id());
              else found.put(change.id(), null);
            }
            world.after(
                world.upTo(faults.databaseMillis()),
                () -> {
                  locked.removeAll(found.keySet());
                  if (!node.alive()) return;
                  if (!node.awake() || world.chance(faults.aborted())) {
                    answer(node, promise, null, "rolled back");
                  } else answer(node, promise, commit(changes, busy), null);
                });
          });
      return promise.future();
    }

    private Commit<A, R> commit(List<Change<A, R>> changes, Set<UUID> busy) {
      List<Change<A, R>> effective =
          changes.stream().filter(change -> !busy.contains(change.id())).toList();
      for (Change<A, R> change : effective) {
        if (change.row() != Change.Row.KEEP) rows.put(change.id(), change.after());
        records.addAll(change.records());
      }
      List<Envelope> envelopes = Envelope.of(effective);
      envelopes.forEach(MemoryDatabase.this::post);
      return new Commit<>(effective, envelopes, busy, Set.of());
    }

    @Override
    public Future<List<Entry<A>>> read(Collection<UUID> ids) {
      return statement(node, () -> ids.stream().filter(rows::containsKey).map(rows::get).toList());
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

  private Posted post(Envelope envelope) {
    Posted posted = new Posted();
    posted.envelope = envelope;
    posted.writtenAt = world.instant();
    posted.triedAt = world.instant();
    outbox.put(envelope.id(), posted);
    return posted;
  }

  private boolean untried(Posted posted, long millis) {
    return posted.triedAt.plusMillis(millis * (1 + posted.refusals)).isBefore(world.instant());
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

    MemoryOutbox(SimNode node) {
      this.node = node;
    }

    @Override
    public Future<List<Envelope>> sweep(
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
                          .thenComparing(p -> p.envelope.id()))
                  .limit(limit)
                  .peek(p -> p.triedAt = world.instant())
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
    public Future<Boolean> retry(UUID id) {
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
    public Future<Boolean> discard(UUID id, String by, String reason) {
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
    public Future<Pulse> beat(UUID id, String name) {
      return statement(
          node,
          () -> {
            boolean known = beats.put(id, world.instant()) != null;
            return new Pulse(
                known,
                beats.keySet().stream().anyMatch(each -> stale(each, false)),
                rows.values().stream().anyMatch(row -> model.open(row.state())),
                rows.entrySet().stream().anyMatch(row -> due(row.getKey(), row.getValue())),
                outbox.values().stream().anyMatch(p -> p.parkedAt == null && untried(p, 1_000)),
                parked().size(),
                (int) stillStuck().count());
          });
    }

    @Override
    public Future<List<UUID>> strike(UUID me, Collection<UUID> missed) {
      return statement(
          node,
          () -> {
            Instant mine = beats.get(me);
            if (mine == null || mine.plusMillis(1_000).isBefore(world.instant())) return List.of();
            List<UUID> struck =
                beats.keySet().stream().filter(id -> stale(id, missed.contains(id))).toList();
            struck.forEach(beats::remove);
            return struck;
          });
    }

    private boolean stale(UUID id, boolean hinted) {
      int limit = hinted ? STALE_WITH_HINT_MILLIS : STALE_MILLIS;
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
