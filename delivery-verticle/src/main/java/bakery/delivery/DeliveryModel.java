package bakery.delivery;

import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.delivery.model.Delivery;
import bakery.delivery.model.Outcome;
import bakery.delivery.model.Patience;
import bakery.delivery.model.Result.Delivered;
import bakery.delivery.model.Result.Undeliverable;
import bakery.platform.Model;
import bakery.platform.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows deliveries to the platform. Its records are the deliveries that changed. */
public final class DeliveryModel implements Model<Delivery, Delivery> {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Patience patience;
  private final Duration travel;

  /**
   * @param travel how long a courier is on the way, at this bakery's pace
   */
  public DeliveryModel(Patience patience, Duration travel) {
    this.patience = patience;
    this.travel = travel;
  }

  @Override
  public Step<Delivery, Delivery> on(Delivery delivery, Object message, Instant now) {
    return switch (message) {
      case DeliverOrder order ->
          step(delivery, delivery == null ? Delivery.take(order, now) : delivery.takeAgain());
      case Delivered ignored -> step(delivery, known(delivery).delivered());
      case Undeliverable result ->
          step(delivery, known(delivery).undeliverable(result.reason(), patience, now));
      default ->
          throw new IllegalArgumentException(
              "not for delivery: " + message.getClass().getSimpleName());
    };
  }

  @Override
  public Step<Delivery, Delivery> start(Delivery delivery, String courier, Instant now) {
    return step(delivery, delivery.start(courier));
  }

  @Override
  public String status(Delivery delivery) {
    return delivery.status().name();
  }

  @Override
  public boolean open(Delivery delivery) {
    return delivery.open();
  }

  @Override
  public Instant due(Delivery delivery) {
    return delivery.dueAt();
  }

  @Override
  public Duration expected(Delivery delivery) {
    return travel.compareTo(SHORTEST) < 0 ? SHORTEST : travel;
  }

  private static Delivery known(Delivery delivery) {
    if (delivery == null) throw new IllegalArgumentException("there is no such delivery");
    return delivery;
  }

  private static Step<Delivery, Delivery> step(Delivery before, Outcome outcome) {
    boolean changed = outcome.delivery() != before;
    return new Step<>(
        outcome.delivery(), outcome.events(), changed ? List.of(outcome.delivery()) : List.of());
  }
}
