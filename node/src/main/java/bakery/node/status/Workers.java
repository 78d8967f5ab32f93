package bakery.node.status;

import static bakery.node.status.Json.objects;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bakers, couriers, cashiers: those that the nodes tell of, and those that only the table knows.
 */
final class Workers {
  private static final Map<String, String> TRADES =
      Map.of("kitchen", "baker", "delivery", "courier", "billing", "cashier");

  private Workers() {}

  /**
   * Of each {@code {"name", "trade", "node", "holds", "heard"}}, and of those that were heard
   * {@code "slots"} and {@code "leaving"}. What they hold is the table's word where the table has
   * their names, else their own.
   */
  static List<JsonObject> of(String role, List<JsonObject> told, JsonObject tables) {
    var all = new LinkedHashMap<String, JsonObject>();
    var claims = objects(tables, "claims");
    var named = new LinkedHashMap<String, Long>();
    for (var claim : claims) {
      if (claim.getString("worker") == null) continue;
      named.merge(claim.getString("worker"), claim.getLong("count"), Long::sum);
    }
    var namesAreKnown = tables.getBoolean("known") && (claims.isEmpty() || !named.isEmpty());
    for (var answer : told) {
      var node = answer.getJsonObject("node").getString("name");
      for (var worker : objects(answer.getJsonObject("roles").getJsonObject(role), "workers")) {
        var name = worker.getString("name");
        var holds = namesAreKnown ? named.getOrDefault(name, 0L) : worker.getLong("busy");
        all.put(
            name,
            worker(role, name, node, holds, true)
                .put("slots", worker.getInteger("slots"))
                .put("leaving", worker.getBoolean("leaving")));
      }
    }
    var elsewhere = new HashSet<>(named.keySet());
    elsewhere.removeAll(all.keySet());
    for (var claim : claims) {
      var name = claim.getString("worker");
      if (!elsewhere.remove(name)) continue;
      all.put(name, worker(role, name, node(tables, claim), named.get(name), false));
    }
    return List.copyOf(all.values());
  }

  private static JsonObject worker(
      String role, String name, String node, long holds, boolean heard) {
    return new JsonObject()
        .put("name", name)
        .put("trade", TRADES.get(role))
        .put("node", node)
        .put("holds", holds)
        .put("heard", heard);
  }

  /** By name; the id when the node is gone. */
  private static String node(JsonObject tables, JsonObject claim) {
    var id = claim.getString("node");
    return objects(tables, "nodes").stream()
        .filter(row -> row.getString("id").equals(id))
        .map(row -> row.getString("name"))
        .findFirst()
        .orElse(id);
  }
}
