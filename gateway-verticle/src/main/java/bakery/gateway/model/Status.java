package bakery.gateway.model;

/** Where an order stands in its life. */
public enum Status {
  PLACED,
  PAID,
  BAKING,
  READY,
  ON_THE_WAY,
  DELIVERED,
  COLLECTED,
  COMPLETED,
  DECLINED,
  CANCELLING,
  CANCELLED;

  /** Nothing happens to the order by itself any more. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, DECLINED, CANCELLED -> true;
      case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED, CANCELLING -> false;
    };
  }
}
