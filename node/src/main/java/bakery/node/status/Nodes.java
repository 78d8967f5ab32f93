package bakery.node.status;

import static bakery.node.status.Json.array;
import static bakery.node.status.Json.objects;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of the bakery: those that beat in some role's table, and those that were heard.
 *
 * @param answers of those that were asked
 * @param roles what their tables say
 */
record Nodes(List<JsonObject> answers, Map<String, JsonObject> roles) {
  /** A node beats five times a second. */
  static final double LATE_SECONDS = 1;

  /**
   * Of each {@code {"id", "name", "roles": [name], "upSeconds", "sinceBeatSeconds", "heard"}}, and
   * of those that were heard {@code "state"}, {@code "members"} (how many nodes it sees) and {@code
   * "misses"}: who is at work and not seen by it.
   */
  List<JsonObject> json() {
    var all = new LinkedHashMap<String, JsonObject>();
    roles.forEach(
        (role, told) ->
            objects(told, "nodes")
                .forEach(row -> beating(all, row).getJsonArray("roles").add(role)));
    answers.forEach(answer -> heard(all, answer));
    answers.forEach(answer -> misses(all, answer.getJsonObject("node")));
    return all.values().stream()
        .sorted(Comparator.comparing(node -> node.getString("name")))
        .toList();
  }

  static boolean isAtWork(JsonObject node) {
    return node.containsKey("sinceBeatSeconds")
        && node.getDouble("sinceBeatSeconds") < LATE_SECONDS;
  }

  /** Its latest beat, whichever role it was for. */
  private static JsonObject beating(Map<String, JsonObject> all, JsonObject row) {
    var node = node(all, row);
    var since = row.getDouble("sinceBeatSeconds");
    if (node.getDouble("sinceBeatSeconds", Double.MAX_VALUE) > since) {
      node.put("sinceBeatSeconds", since);
    }
    return node.put("upSeconds", Math.max(row.getLong("upSeconds"), node.getLong("upSeconds", 0L)));
  }

  private static void heard(Map<String, JsonObject> all, JsonObject answer) {
    var self = answer.getJsonObject("node");
    var node = node(all, self);
    for (var role : answer.getJsonObject("roles").fieldNames()) {
      if (!node.getJsonArray("roles").contains(role)) node.getJsonArray("roles").add(role);
    }
    node.put("heard", true)
        .put("state", self.getString("state"))
        .put("upSeconds", self.getLong("upSeconds"))
        .put("members", self.getJsonArray("members").size());
  }

  private static void misses(Map<String, JsonObject> all, JsonObject self) {
    var seen = objects(self, "members").stream().map(member -> member.getString("id")).toList();
    all.get(self.getString("id"))
        .put(
            "misses",
            array(
                all.values().stream()
                    .filter(Nodes::isAtWork)
                    .filter(other -> !seen.contains(other.getString("id")))
                    .map(other -> other.getString("name"))));
  }

  private static JsonObject node(Map<String, JsonObject> all, JsonObject of) {
    return all.computeIfAbsent(
        of.getString("id"),
        id ->
            new JsonObject()
                .put("id", id)
                .put("name", of.getString("name"))
                .put("roles", new JsonArray())
                .put("heard", false));
  }
}
