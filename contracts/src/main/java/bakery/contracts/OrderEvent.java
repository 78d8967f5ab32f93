package bakery.contracts;

import java.util.UUID;

/** What the roles report to the gateway about an order. */
public sealed interface OrderEvent extends Message {

  // billing
  record PaymentHeld(UUID orderId, Money amount) implements OrderEvent {}

  record PaymentDeclined(UUID orderId, String reason) implements OrderEvent {}

  record PaymentCaptured(UUID orderId, Money amount) implements OrderEvent {}

  /** The money was held but could not be taken: billing has booked a debt. */
  record CaptureFailed(UUID orderId, String reason) implements OrderEvent {}

  /** Nothing is held any more. The amount is zero when nothing ever was. */
  record PaymentReleased(UUID orderId, Money amount) implements OrderEvent {}

  record PaymentRefunded(UUID orderId, UUID decision, Money amount) implements OrderEvent {}

  record RefundRefused(UUID orderId, UUID decision, String reason) implements OrderEvent {}

  // kitchen
  record BakingStarted(UUID orderId, String baker) implements OrderEvent {}

  record OrderBaked(UUID orderId) implements OrderEvent {}

  record OrderRefused(UUID orderId, String reason) implements OrderEvent {}

  record OrderWithdrawn(UUID orderId) implements OrderEvent {}

  record WithdrawalRefused(UUID orderId) implements OrderEvent {}

  // delivery
  record OrderPickedUp(UUID orderId, String courier) implements OrderEvent {}

  record OrderDelivered(UUID orderId) implements OrderEvent {}

  record DeliveryFailed(UUID orderId, String reason) implements OrderEvent {}
}
