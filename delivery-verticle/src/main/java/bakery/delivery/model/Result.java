package bakery.delivery.model;

/** What a courier comes back with. */
public sealed interface Result {

  record Delivered() implements Result {}

  /**
   * @param reason for the customer; says nothing of who lives where
   */
  record Undeliverable(String reason) implements Result {}
}
