package bakery.contracts;

import java.time.Instant;
import java.util.UUID;

/** What delivery is told. */
public sealed interface DeliveryCommand extends Message {

  /**
   * Answered by OrderPickedUp and OrderDelivered, or by DeliveryFailed after the last try.
   *
   * @param cashDue what the courier collects at the door, or null when the order is paid by card
   */
  record DeliverOrder(
      UUID orderId, String number, Address address, Money cashDue, Instant promisedAt)
      implements DeliveryCommand {}
}
