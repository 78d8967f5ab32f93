package bakery.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Bodies of orders. */
final class OrderBodies {

  private OrderBodies() {}

  static JsonObject delivered() {
    return new JsonObject()
        .put("lines", new JsonArray().add(line("croissant", 2)))
        .put("fulfilment", new JsonObject().put("method", "delivery").put("address", address()))
        .put("payment", new JsonObject().put("method", "card").put("token", "tok_ok"));
  }

  static JsonObject delivered(String field, String value) {
    JsonObject body = delivered();
    body.getJsonObject("fulfilment").getJsonObject("address").put(field, value);
    return body;
  }

  static JsonObject pickedUp() {
    return new JsonObject()
        .put("lines", new JsonArray().add(line("croissant", 2)))
        .put("fulfilment", new JsonObject().put("method", "pickup"))
        .put("payment", new JsonObject().put("method", "cash"));
  }

  static JsonObject of(String product) {
    return pickedUp().put("lines", new JsonArray().add(line(product, 1)));
  }

  static JsonObject lines(int count) {
    JsonArray lines = new JsonArray();
    for (int i = 0; i < count; i++) lines.add(line("croissant", 1));
    return pickedUp().put("lines", lines);
  }

  private static JsonObject line(String product, int quantity) {
    return new JsonObject().put("product", product).put("quantity", quantity);
  }

  private static JsonObject address() {
    return new JsonObject()
        .put("name", "Ada")
        .put("phone", "+44 131 496 0000")
        .put("street", "1 High Street")
        .put("city", "Edinburgh")
        .put("postalCode", "EH1 1AA");
  }
}
