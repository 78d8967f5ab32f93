package bakery.platform;

import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Supplier;

class MemoryStoreTest extends StoreContract {

  private final World world = new World(1);
  private final SimNode node = new SimNode(world);
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), new ErrandModel());

  @Override
  Store<Errand, String> store() {
    return database.store(node);
  }

  @Override
  Outbox outbox() {
    return database.outbox(node);
  }

  @Override
  UUID sender() {
    return node.id;
  }

  @Override
  Outbox outboxOfAnother() {
    SimNode another = new SimNode(world);
    now(database.attendance(another).beat(another.id, "another", false));
    return database.outbox(another);
  }

  @Override
  Attendance attendance() {
    return database.attendance(node);
  }

  @Override
  <T> T now(Future<T> future) {
    for (int i = 0; i < 100 && !future.isComplete(); i++) world.runUntil(world.millis() + 1);
    if (future.failed()) throw new AssertionError(future.cause());
    return future.result();
  }

  @Override
  <T> T whileLocked(UUID id, Supplier<Future<T>> action) {
    database.lock(id);
    try {
      return now(action.get());
    } finally {
      database.unlock(id);
    }
  }

  @Override
  void age(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
