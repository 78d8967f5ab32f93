package bakery.gateway.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an order may stay in a status before it counts as stuck.
 *
 * @param payment from placing until billing has spoken
 * @param baking beyond the promised time, until a baker has begun, and again until it is baked
 * @param collection beyond the promised time, until the customer has come
 * @param delivery beyond the promised time, until a courier took it, and again until it is there
 * @param answer until billing or the kitchen confirm what ends an order
 */
public record Deadlines(
    Duration payment, Duration baking, Duration collection, Duration delivery, Duration answer) {

  /** When it is stuck unless something happens. */
  Instant of(Order order) {
    return from(order, order.last().at());
  }

  /** When to ask again, having asked now. */
  Instant again(Order order, Instant now) {
    return from(order, now);
  }

  private Instant from(Order order, Instant since) {
    return switch (order.status()) {
      case PLACED -> since.plus(payment);
      case PAID, BAKING -> later(since, order.promisedAt()).plus(baking);
      case READY -> later(since, order.promisedAt()).plus(order.isPickup() ? collection : delivery);
      case ON_THE_WAY -> later(since, order.promisedAt()).plus(delivery);
      case DELIVERED, COLLECTED, CANCELLING -> since.plus(answer);
      case COMPLETED, DECLINED, CANCELLED ->
          throw new IllegalStateException("order " + order.id() + " has ended");
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
