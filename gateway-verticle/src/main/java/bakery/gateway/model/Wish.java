package bakery.gateway.model;

import java.util.Objects;

/** What people, or the clock, want of an order; events of the other roles are not wishes. */
public sealed interface Wish {

  /** Takes a fresh order in. */
  record PlaceOrder(Order order) implements Wish {
    public PlaceOrder {
      Objects.requireNonNull(order, "order");
    }
  }

  /**
   * The customer does not want it any more.
   *
   * @param reason a short phrase without personal data: it stands in the history
   */
  record Cancel(String reason) implements Wish {
    public Cancel {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The customer has taken it at the counter. */
  record Collect() implements Wish {}

  /** The deadline of its status has passed. */
  record Expired() implements Wish {}
}
