package bakery.node.shop;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * One step of an order, as its feed tells it.
 *
 * @param json all that the feed says of it
 */
public record News(int seq, String status, JsonObject json) {
  private static final Set<String> FINAL = Set.of("COMPLETED", "DECLINED", "CANCELLED");

  static News of(JsonObject json) {
    return new News(json.getInteger("seq"), json.getString("status"), json);
  }

  boolean isLast() {
    return FINAL.contains(status);
  }
}
