package bakery.whole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody wants to order, in words. */
record Wanted(Map<String, Integer> lines, boolean delivered, String card) {

  static Wanted twoCroissants() {
    return new Wanted(Map.of("croissant", 2), true, "tok_ok");
  }

  /** Two lines, as the row budget counts them. */
  static Wanted breakfast() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    lines.put("croissant", 2);
    lines.put("bread", 1);
    return new Wanted(lines, true, "tok_ok");
  }

  /** What keeps a baker's hands for an hour. */
  static Wanted picnic() {
    return new Wanted(Map.of("sandwich", 24), true, "tok_ok");
  }

  Wanted pickedUp() {
    return new Wanted(lines, false, card);
  }

  Wanted paidBy(String token) {
    return new Wanted(lines, delivered, token);
  }

  Wanted paidInCash() {
    return new Wanted(lines, delivered, null);
  }

  String json() {
    ObjectNode order = Http.JSON.createObjectNode();
    ArrayNode array = order.putArray("lines");
    lines.forEach(
        (product, quantity) -> array.addObject().put("product", product).put("quantity", quantity));
    ObjectNode fulfilment = order.putObject("fulfilment");
    fulfilment.put("method", delivered ? "delivery" : "pickup");
    if (delivered) {
      fulfilment
          .putObject("address")
          .put("name", "Ada Baker")
          .put("phone", "+44 131 496 0000")
          .put("street", "1 High Street")
          .put("city", "Edinburgh")
          .put("postalCode", "EH1 1YZ");
    }
    ObjectNode payment = order.putObject("payment");
    payment.put("method", card == null ? "cash" : "card");
    if (card != null) payment.put("token", card);
    return order.toString();
  }
}
