package bakery.platform.sim;

import io.vertx.core.Promise;

/** One statement's or transaction's connection: gone with the way to the server or its crash. */
final class MemorySession<T> {

  /** As the client's connect_timeout. */
  private static final long UNREACHABLE_MILLIS = 2_000;

  final SimNode node;
  final Promise<T> promise = Promise.promise();
  private final World world;
  private final Faults faults;
  private final Outages outages;
  private final int crashes;

  MemorySession(MemoryDatabase<?, ?> database, SimNode node) {
    this.node = node;
    this.world = database.world;
    this.faults = database.faults;
    this.outages = database.outages;
    this.crashes = outages.crashes();
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
