package bakery.platform.sim;

import static bakery.platform.sim.MemoryAttendance.any;

import bakery.platform.Attendance;
import bakery.platform.Entry;
import bakery.platform.Envelope;
import bakery.platform.Model;
import bakery.platform.Outbox;
import bakery.platform.Store;
import bakery.platform.Stuck;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

  final World world;
  final Faults faults;
  final Outages outages;
  final Model<A, R> model;
  public final Map<UUID, Entry<A>> rows = new TreeMap<>();
  public final List<R> records = new ArrayList<>();
  final Map<UUID, Stuck> stuck = new TreeMap<>();
  private final Set<UUID> locked = new HashSet<>();
  private int crashes;
  final MemoryPostbox postbox;
  final Map<UUID, Instant> beats = new TreeMap<>();
  final Map<UUID, SimNode> carriers = new HashMap<>();

  public MemoryDatabase(World world, Faults faults, Model<A, R> model) {
    this(world, faults, new Outages(), model);
  }

  public MemoryDatabase(World world, Faults faults, Outages outages, Model<A, R> model) {
    this.world = world;
    this.faults = faults;
    this.outages = outages;
    this.model = model;
    this.postbox = new MemoryPostbox(world);
  }

  public List<Envelope> unreceipted() {
    return postbox.unreceipted();
  }

  public List<Envelope> parked() {
    return postbox.parked();
  }

  /** As if a transaction of somebody else held the row. */
  public void lock(UUID id) {
    locked.add(id);
  }

  public void unlock(UUID id) {
    locked.remove(id);
  }

  public Store<A, R> store(SimNode node) {
    return new MemoryStore<>(this, node);
  }

  public Outbox outbox(SimNode node) {
    return new MemoryOutbox(this, node);
  }

  public Attendance attendance(SimNode node) {
    return new MemoryAttendance(this, node);
  }

  /** A statement of its own: takes effect at once or not at all, its answer may be lost. */
  <T> Future<T> statement(SimNode node, Supplier<T> effect) {
    MemorySession<T> session = new MemorySession<>(this, node);
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

  void unlock(Collection<UUID> ids) {
    locked.removeAll(ids);
  }

  boolean locked(UUID id) {
    return locked.contains(id);
  }

  /** A crash of the server frees every row. */
  boolean tryLock(UUID id) {
    if (crashes != outages.crashes()) locked.clear();
    crashes = outages.crashes();
    return locked.add(id);
  }

  Stream<Stuck> stillStuck() {
    return stuck.values().stream()
        .filter(each -> model.open(rows.get(each.id()).state()))
        .filter(each -> rows.get(each.id()).lease().free());
  }

  boolean anyOpen() {
    return any(rows.values(), row -> model.open(row.state()));
  }

  boolean anyDue() {
    return any(rows.entrySet(), row -> due(row.getKey(), row.getValue()));
  }

  boolean due(UUID id, Entry<A> row) {
    return row.lease().free()
        && !(stuck.containsKey(id) && stuck.get(id).dueAgain().isAfter(world.instant()))
        && model.open(row.state())
        && !model.due(row.state()).isAfter(world.instant());
  }

  /** Puts an envelope there from outside. */
  public void plant(Envelope envelope) {
    postbox.post(envelope, null);
  }
}
