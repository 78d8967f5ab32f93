package bakery.contracts;

/** The four roles; the name is the bus address, the schema and the word on the command line. */
public enum Role {
  GATEWAY("gateway"),
  KITCHEN("kitchen"),
  DELIVERY("delivery"),
  BILLING("billing");

  private final String address;

  Role(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }

  /** Who handles a message. */
  public static Role of(Message message) {
    return switch (message) {
      case BillingCommand ignored -> BILLING;
      case KitchenCommand ignored -> KITCHEN;
      case DeliveryCommand ignored -> DELIVERY;
      case OrderEvent ignored -> GATEWAY;
    };
  }
}
