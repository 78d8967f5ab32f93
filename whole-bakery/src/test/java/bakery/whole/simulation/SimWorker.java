package bakery.whole.simulation;

import bakery.platform.Worker;
import io.vertx.core.Future;
import java.util.function.Function;

/** A baker, courier or cashier of the simulation. */
record SimWorker<A>(String name, int slots, Function<A, Future<?>> work) implements Worker<A> {

  @Override
  public Future<?> work(A state) {
    return work.apply(state);
  }
}
