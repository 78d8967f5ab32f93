package bakery.node.status;

import static bakery.node.status.Json.array;
import static bakery.node.status.Json.children;
import static bakery.node.status.Json.objects;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An {@link Overview} for people who look at it every second: as the schema {@code Bakery} of the
 * gateway's document, shorter and with names where the tables have ids.
 */
public record FloorPlan(Overview overview) {
  static final int MOST_WORKERS = 400;
  static final int MOST_IN_HAND = 4;

  /** To whose workers an order goes itself; what a cashier has in hand is its money. */
  private static final Set<String> TRAVELS = Set.of("kitchen", "delivery");

  public JsonObject json() {
    var all = overview.json(Worry::json);
    var permitted = permissions();
    var roles = new JsonObject();
    var workers = new ArrayList<JsonObject>();
    var holders = new JsonObject();
    children(all.getJsonObject("roles"))
        .forEach(
            (name, told) -> {
              roles.put(name, role(told));
              workers.addAll(workers(name, told));
              for (var claim : objects(told, "inHand")) {
                if (!TRAVELS.contains(name) || claim.getString("worker") == null) continue;
                holders.put(claim.getString("id"), claim.getString("worker"));
              }
            });
    return new JsonObject()
        .put("at", all.getString("at"))
        .put("whole", all.getJsonObject("cluster").getBoolean("whole"))
        .put("silent", all.getJsonArray("silent"))
        .put("worries", all.getJsonArray("worries"))
        .put("demonstration", demonstration())
        .put("nodes", array(objects(all, "nodes").stream().map(each -> node(each, permitted))))
        .put("roles", roles)
        .put("workers", array(workers.stream().limit(MOST_WORKERS)))
        .put("holders", holders)
        .put("workersMore", Math.max(0, workers.size() - MOST_WORKERS));
  }

  /** Which nodes may be sent home sick, by id. */
  private Map<String, Boolean> permissions() {
    var permitted = new HashMap<String, Boolean>();
    for (var answer : overview.answers()) {
      var node = answer.getJsonObject("node");
      permitted.put(node.getString("id"), node.getBoolean("sickLeave", false));
    }
    return permitted;
  }

  /**
   * The one that runs, else the last that did, else that of the node that would: a gateway rather
   * than another. Null where nobody may.
   */
  private JsonObject demonstration() {
    return overview.answers().stream()
        .filter(answer -> demonstration(answer) != null)
        .max(
            Comparator.comparing((JsonObject it) -> isRunning(demonstration(it)))
                .thenComparing(it -> demonstration(it).getString("startedAt", ""))
                .thenComparing(it -> it.getJsonObject("roles").containsKey("gateway"))
                .thenComparing(it -> demonstration(it).getString("node")))
        .map(FloorPlan::demonstration)
        .orElse(null);
  }

  private static JsonObject demonstration(JsonObject answer) {
    return answer.getJsonObject("node").getJsonObject("demonstration");
  }

  private static boolean isRunning(JsonObject demonstration) {
    return demonstration.getString("state").equals("running");
  }

  private static JsonObject node(JsonObject told, Map<String, Boolean> permitted) {
    var node =
        new JsonObject()
            .put("id", told.getString("id"))
            .put("name", told.getString("name"))
            .put("roles", told.getJsonArray("roles"))
            .put("atWork", Nodes.isAtWork(told))
            .put("heard", told.getBoolean("heard"))
            .put("upSeconds", told.getLong("upSeconds"))
            .put("sickLeave", permitted.getOrDefault(told.getString("id"), false));
    if (told.containsKey("state")) node.put("state", told.getString("state"));
    return node;
  }

  private static JsonObject role(JsonObject told) {
    var database = told.getJsonObject("database");
    if (!database.getBoolean("known")) {
      return new JsonObject().put("known", false).put("why", database.getString("why"));
    }
    return new JsonObject()
        .put("known", true)
        .put("open", told.getJsonObject("open"))
        .put("more", told.getBoolean("more"))
        .put("waiting", told.getJsonObject("waiting"))
        .put("letters", letters(told))
        .put("parked", told.getJsonObject("parked").getLong("count"))
        .put("stuck", told.getLong("stuck"))
        .put("lastMinute", told.getLong("lastMinute"));
  }

  private static JsonObject letters(JsonObject told) {
    var count = 0L;
    var oldest = 0.0;
    for (var to : objects(told, "envelopes")) {
      count += to.getLong("count");
      oldest = Math.max(oldest, to.getDouble("oldestSeconds"));
    }
    var letters = new JsonObject().put("count", count);
    return count == 0 ? letters : letters.put("oldestSeconds", oldest);
  }

  private static List<JsonObject> workers(String role, JsonObject told) {
    var inHand = new HashMap<String, JsonArray>();
    for (var claim : objects(told, "inHand")) {
      var held = inHand.computeIfAbsent(claim.getString("worker"), name -> new JsonArray());
      if (held.size() == MOST_IN_HAND) continue;
      held.add(
          new JsonObject()
              .put("what", claim.getString("what"))
              .put("seconds", claim.getDouble("seconds")));
    }
    return objects(told, "workers").stream()
        .map(worker -> worker.copy())
        .peek(worker -> worker.remove("trade"))
        .map(
            worker ->
                worker
                    .put("role", role)
                    .put("inHand", inHand.getOrDefault(worker.getString("name"), new JsonArray())))
        .toList();
  }
}
