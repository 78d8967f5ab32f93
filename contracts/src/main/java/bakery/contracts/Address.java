package bakery.contracts;

/** Where and to whom an order is delivered. Printed nowhere: {@link #toString} hides it. */
public record Address(String name, String phone, String street, String city, String postalCode) {

  @Override
  public String toString() {
    return "Address[hidden]";
  }
}
