package bakery.delivery.model;

import bakery.contracts.OrderEvent;
import java.util.List;

/**
 * What became of a delivery, and what the gateway hears of it.
 *
 * @param delivery the same object when nothing changed
 */
public record Outcome(Delivery delivery, List<OrderEvent> events) {

  static Outcome of(Delivery delivery, OrderEvent... events) {
    return new Outcome(delivery, List.of(events));
  }
}
