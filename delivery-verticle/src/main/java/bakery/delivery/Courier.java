package bakery.delivery;

import bakery.delivery.model.Delivery;
import bakery.delivery.model.Result;
import bakery.platform.Worker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/** Brings orders to doors, so many on one tour. */
public final class Courier implements Worker<Delivery> {

  private final String name;
  private final int slots;
  private final Duration travel;
  private final Town town;
  private final Function<Duration, Future<?>> passing;

  /**
   * @param travel how long it takes to a door, at this bakery's pace
   * @param passing lets so much time pass; not asked when there is nothing to wait for
   */
  public Courier(
      String name, int slots, Duration travel, Town town, Function<Duration, Future<?>> passing) {
    this.name = name;
    this.slots = slots;
    this.travel = travel;
    this.town = town;
    this.passing = passing;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int slots() {
    return slots;
  }

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
