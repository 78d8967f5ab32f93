package bakery.node.status;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody should look at, a sentence each; a bakery without any is well. */
record Worries(Map<String, JsonObject> roles, List<JsonObject> nodes, List<String> silent) {

  List<String> list() {
    var all = new ArrayList<String>();
    silent.forEach(node -> all.add("not heard: " + node));
    nodes.forEach(node -> of(node, all));
    roles.forEach((name, role) -> of(name, role, all));
    return all;
  }

  private static void of(JsonObject node, List<String> all) {
    var name = node.getString("name");
    if (node.containsKey("sinceBeatSeconds") && !Nodes.isAtWork(node)) {
      all.add(
          String.format(
              Locale.ROOT,
              "%s has not beaten for %.1f s",
              name,
              node.getDouble("sinceBeatSeconds")));
    }
    if (!node.getBoolean("heard")) return;
    if (!node.getString("state").equals("ready")) {
      all.add(name + " is " + node.getString("state"));
    }
    if (!node.getJsonArray("misses").isEmpty()) {
      all.add(
          node.getJsonArray("misses").stream()
              .map(Object::toString)
              .collect(Collectors.joining(", ", name + " does not see ", "")));
    }
  }

  private void of(String name, JsonObject role, List<String> all) {
    var database = role.getJsonObject("database");
    if (!database.getBoolean("known")) {
      all.add(name + " is unknown: " + database.getString("why"));
      return;
    }
    var parked = role.getJsonObject("parked").getLong("count");
    if (parked > 0)
      all.add(name + ": " + parked + " letters are parked, see scripts/bakery parked");
    var stuck = role.getLong("stuck");
    if (stuck > 0) all.add(name + ": " + stuck + " rows are stuck, see scripts/bakery stuck");
    if (role.getJsonArray("nodes").isEmpty()) all.add(name + ": no node is at work");
    var waiting = role.getJsonObject("waiting").getLong("count");
    var workers = role.getJsonArray("workers");
    if (waiting > 0 && !name.equals("gateway") && workers.isEmpty() && everybodyWasHeard()) {
      all.add(name + ": " + waiting + " wait and nobody works there");
    }
  }

  /** Else there may be workers that nobody told of. */
  private boolean everybodyWasHeard() {
    return nodes.stream().allMatch(node -> node.getBoolean("heard"));
  }
}
