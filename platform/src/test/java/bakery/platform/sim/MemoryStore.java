package bakery.platform.sim;

import bakery.platform.Change;
import bakery.platform.Commit;
import bakery.platform.Decision;
import bakery.platform.Deed;
import bakery.platform.DueChanges;
import bakery.platform.DueDecision;
import bakery.platform.Entry;
import bakery.platform.Envelope;
import bakery.platform.Lease;
import bakery.platform.Store;
import bakery.platform.Stuck;
import io.vertx.core.Future;
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
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one node reads and writes of a {@link MemoryDatabase}, in transactions that may fail. Longer
 * than others, for a transaction's steps are read beside the statements that it stands for.
 */
final class MemoryStore<A, R> implements Store<A, R> {

  /** As idle_in_transaction_session_timeout. */
  private static final long IDLE_MILLIS = 3_000;

  private final MemoryDatabase<A, R> database;
  private final World world;
  private final Faults faults;
  private final Map<UUID, Entry<A>> rows;
  private final Map<UUID, Stuck> stuck;
  private final SimNode node;
  private final Map<UUID, Integer> claimed = new HashMap<>();

  MemoryStore(MemoryDatabase<A, R> database, SimNode node) {
    this.database = database;
    this.world = database.world;
    this.faults = database.faults;
    this.rows = database.rows;
    this.stuck = database.stuck;
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
                new DueChanges<>(commit, putOff, commit.changes().size() + putOff.size() == limit));
  }

  private List<UUID> dueNow(int limit) {
    List<UUID> due = new ArrayList<>();
    rows.forEach(
        (id, row) -> {
          if (!database.locked(id) && database.due(id, row)) due.add(id);
        });
    due.sort(Comparator.comparing(id -> database.model.due(rows.get(id).state())));
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
    return database.statement(
        node,
        () ->
            database
                .stillStuck()
                .filter(each -> after == null || each.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Stuck::id))
                .limit(limit)
                .toList());
  }

  @Override
  public Future<Boolean> nudge(UUID id, Deed deed) {
    return database.statement(
        node,
        () -> {
          if (database.stillStuck().noneMatch(each -> each.id().equals(id))) return false;
          stuck.computeIfPresent(id, (same, each) -> dueNow(each));
          return true;
        });
  }

  private Stuck dueNow(Stuck each) {
    return new Stuck(each.id(), each.cause(), each.times(), each.since(), world.instant());
  }

  private Future<Commit<A, R>> transaction(
      Collection<UUID> ids, Supplier<List<UUID>> wanted, Decision<A, R> decision) {
    MemorySession<Commit<A, R>> session = new MemorySession<>(database, node);
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

    private final MemorySession<Commit<A, R>> session;
    private final Decision<A, R> decision;
    private final Map<UUID, Entry<A>> found = new LinkedHashMap<>();
    private final Set<UUID> busy;

    Transaction(
        MemorySession<Commit<A, R>> session, Collection<UUID> ids, Decision<A, R> decision) {
      this.session = session;
      this.decision = decision;
      this.busy = new HashSet<>(ids);
    }

    void lock(List<UUID> wanted) {
      for (UUID id : wanted) if (database.tryLock(id)) found.put(id, rows.get(id));
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
        if (rows.containsKey(change.id()) || !database.tryLock(change.id())) busy.add(change.id());
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
      if (session.survivesCrash()) database.unlock(found.keySet());
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
      database.records.addAll(change.records());
    }
    List<Envelope> envelopes = Envelope.of(effective);
    envelopes.forEach(envelope -> database.postbox.post(envelope, node.id));
    return new Commit<>(effective, envelopes, busy, Set.of());
  }

  @Override
  public Future<Map<UUID, Entry<A>>> read(Collection<UUID> ids) {
    return database.statement(
        node,
        () ->
            ids.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, rows::get)));
  }

  @Override
  public Future<List<Held>> heldBy(UUID owner, int limit) {
    return database.statement(
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
    return database.statement(
        node,
        () -> {
          List<UUID> abandoned =
              rows.keySet().stream()
                  .filter(id -> !database.locked(id) && abandoned(rows.get(id).lease()))
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
        && (lease.until().isBefore(world.instant()) || !database.beats.containsKey(lease.owner()));
  }
}
