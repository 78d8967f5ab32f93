package bakery.contracts;

import java.util.UUID;

/**
 * What one role tells another and must not be forgotten: commands to billing, kitchen and delivery,
 * events to the gateway. Messages may arrive twice, late and out of order; their effect happens
 * once.
 */
public sealed interface Message
    permits BillingCommand, KitchenCommand, DeliveryCommand, OrderEvent {

  /** The order this is about; also the key of the receiver's aggregate. */
  UUID orderId();
}
