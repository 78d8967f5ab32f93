package bakery.billing.model;

import bakery.contracts.OrderEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of a payment by one message.
 *
 * @param payment the same object when nothing changed
 * @param events what the gateway is told
 * @param postings what is written into the journal
 */
public record Step(Payment payment, List<OrderEvent> events, List<Posting> postings) {

  public Step {
    events = List.copyOf(events);
    postings = List.copyOf(postings);
  }

  static Step to(Payment payment, OrderEvent... events) {
    return new Step(payment, List.of(events), List.of());
  }

  /** Says more of the same payment. */
  Step and(Step more) {
    return new Step(
        payment, Stream.concat(events.stream(), more.events.stream()).toList(), postings);
  }

  Step booking(List<Posting> postings) {
    return new Step(payment, events, postings);
  }
}
