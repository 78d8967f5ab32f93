package bakery.contracts;

import java.util.Objects;

/** How an order is paid. The card token comes from the payment provider and is printed nowhere. */
public sealed interface PaymentMethod {

  record Card(String token) implements PaymentMethod {
    public Card {
      Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
      return "Card[hidden]";
    }
  }

  record Cash() implements PaymentMethod {}
}
