package bakery.platform;

import io.vertx.core.Future;

/** A worker with one slot that has nothing to do. */
record Idle(String name) implements Worker<Errand> {

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public Future<?> work(Errand state) {
    return Future.succeededFuture();
  }
}
