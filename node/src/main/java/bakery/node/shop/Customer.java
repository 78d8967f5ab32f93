package bakery.node.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Who stands behind a transaction. The record does not say, so its number decides, always the same
 * way: every third has it brought to an address in Edinburgh, every fourth pays in cash.
 */
record Customer(Sale sale) {
  private static final int DELIVERED_EVERY = 3;
  private static final int CASH_EVERY = 4;

  private record Home(String name, String street, String postalCode) {}

  private static final List<Home> HOMES =
      List.of(
          new Home("Isla Reid", "12 Rose Street", "EH2 2PR"),
          new Home("Hamish Orr", "4 Lawnmarket", "EH1 2NT"),
          new Home("Mairi Bell", "31 Leith Walk", "EH6 8LN"),
          new Home("Ewan Gray", "7 Bruntsfield Place", "EH10 4HN"),
          new Home("Ailsa Muir", "58 Raeburn Place", "EH4 1HL"));

  boolean wantsDelivery() {
    return sale.transaction() % DELIVERED_EVERY == 0;
  }

  boolean paysCash() {
    return sale.transaction() % CASH_EVERY == 0;
  }

  JsonObject order() {
    return order(fulfilment());
  }

  /** The same from somebody who does not come to the counter. */
  JsonObject broughtHome() {
    return order(delivery());
  }

  private JsonObject order(JsonObject fulfilment) {
    var lines = new JsonArray();
    sale.items()
        .forEach(
            (product, quantity) ->
                lines.add(new JsonObject().put("product", product).put("quantity", quantity)));
    return new JsonObject()
        .put("lines", lines)
        .put("fulfilment", fulfilment)
        .put("payment", payment());
  }

  private JsonObject fulfilment() {
    return wantsDelivery() ? delivery() : new JsonObject().put("method", "pickup");
  }

  private JsonObject delivery() {
    var home = HOMES.get(Math.floorMod(sale.transaction(), HOMES.size()));
    return new JsonObject()
        .put("method", "delivery")
        .put(
            "address",
            new JsonObject()
                .put("name", home.name())
                .put("phone", "+44 131 496 0" + (100 + Math.floorMod(sale.transaction(), 900)))
                .put("street", home.street())
                .put("city", "Edinburgh")
                .put("postalCode", home.postalCode()));
  }

  private JsonObject payment() {
    if (paysCash()) return new JsonObject().put("method", "cash");
    return new JsonObject().put("method", "card").put("token", "tok_ok");
  }
}
