package bakery.kitchen.model;

import bakery.contracts.OrderEvent;
import java.util.List;

/**
 * What became of a ticket, and what the gateway hears of it.
 *
 * @param ticket the same object when nothing changed
 */
public record Outcome(Ticket ticket, List<OrderEvent> events) {

  static Outcome of(Ticket ticket, OrderEvent... events) {
    return new Outcome(ticket, List.of(events));
  }
}
