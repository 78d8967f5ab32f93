package bakery.gateway.model;

import bakery.contracts.Address;

/** How the goods reach the customer. */
public sealed interface Fulfilment {

  /**
   * @param address null once the order has ended: it is kept no longer than it is needed
   */
  record Delivery(Address address) implements Fulfilment {}

  record Pickup() implements Fulfilment {}
}
