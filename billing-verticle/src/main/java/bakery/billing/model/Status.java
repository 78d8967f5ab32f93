package bakery.billing.model;

/** What is known of the money of one order. */
public enum Status {
  /** The provider is asked to hold the money; its answer is not known. */
  HOLDING,
  /** The same, but by now the order does not want it: held money is given back at once. */
  RECALLING,
  HELD,
  /** The provider refused to hold it. */
  DECLINED,
  /** The provider is asked to take the held money; its answer is not known. */
  CAPTURING,
  CAPTURED,
  /** The provider refused to take it although the goods are gone: the customer owes it. */
  OWED,
  /** The provider is asked to give up the hold; its answer is not known. */
  RELEASING,
  /** Nothing is held and nothing will be; also the tombstone of a payment nobody asked for yet. */
  RELEASED,
  /** Captured, and the provider is asked to give a part back; its answer is not known. */
  REFUNDING;

  /** Whether the payment provider is to be asked. */
  public boolean open() {
    return switch (this) {
      case HOLDING, RECALLING, CAPTURING, RELEASING, REFUNDING -> true;
      case HELD, DECLINED, CAPTURED, OWED, RELEASED -> false;
    };
  }
}
