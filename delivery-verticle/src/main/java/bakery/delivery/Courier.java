package bakery.delivery;

import bakery.delivery.model.Delivery;
import bakery.delivery.model.Result;
import bakery.platform.Worker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/**
 * Brings orders to doors, so many on one tour.
 *
 * @param travel how long it takes to a door, at this bakery's pace
 * @param passing lets so much time pass; not asked when there is nothing to wait for
 */
public record Courier(
    String name, int slots, Duration travel, Town town, Function<Duration, Future<?>> passing)
    implements Worker<Delivery> {

  @Override
  public Future<?> work(Delivery delivery) {
    Future<?> atTheDoor = travel.isZero() ? Future.succeededFuture() : passing.apply(travel);
    return atTheDoor.map(there -> ring(delivery));
  }

  private Result ring(Delivery delivery) {
    return town.obstacle(delivery.address())
        .<Result>map(Result.Undeliverable::new)
        .orElseGet(Result.Delivered::new);
  }
}
