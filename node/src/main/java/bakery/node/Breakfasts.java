package bakery.node;

import bakery.node.cost.Measurement;
import bakery.node.shop.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The order that is measured: two lines, by card, delivered. Whether it is completed is read from
 * the node's meters, because asking for the order would cost statements.
 */
final class Breakfasts implements Measurement.Orders {
  private static final int LOOK_EVERY_MILLIS = 2;
  private static final int LIMIT_SECONDS = 60;

  private final ShopClient shop;
  private final Node node;

  Breakfasts(ShopClient shop, Node node) {
    this.shop = shop;
    this.node = node;
  }

  @Override
  public void place(int count, int atOnce) throws InterruptedException {
    var before = node.completed();
    for (int placed = 0; placed < count; placed++) {
      await(before + placed - atOnce + 1);
      shop.place(UUID.randomUUID().toString(), breakfast());
    }
    await(before + count);
  }

  private void await(long completed) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (node.completed() < completed) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("an order was not completed in " + LIMIT_SECONDS + " s");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static JsonObject breakfast() {
    return new JsonObject()
        .put("lines", new JsonArray().add(line("croissant", 2)).add(line("bread", 1)))
        .put(
            "fulfilment",
            new JsonObject()
                .put("method", "delivery")
                .put(
                    "address",
                    new JsonObject()
                        .put("name", "Ada Baker")
                        .put("phone", "+44 131 496 0123")
                        .put("street", "12 Rose Street")
                        .put("city", "Edinburgh")
                        .put("postalCode", "EH2 2PR")))
        .put("payment", new JsonObject().put("method", "card").put("token", "tok_ok"));
  }

  private static JsonObject line(String product, int quantity) {
    return new JsonObject().put("product", product).put("quantity", quantity);
  }
}
