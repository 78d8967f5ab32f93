package bakery.node.status;

import bakery.node.status.Worry.Kind;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody should look at; a bakery without any of it is well. */
record Worries(Map<String, JsonObject> roles, List<JsonObject> nodes, List<String> silent) {

  List<Worry> list() {
    var all = new ArrayList<Worry>();
    silent.forEach(node -> all.add(Worry.of(Kind.NOT_HEARD, node)));
    nodes.forEach(node -> of(node, all));
    roles.forEach((name, role) -> of(name, role, all));
    return all;
  }

  private static void of(JsonObject node, List<Worry> all) {
    var name = node.getString("name");
    if (node.containsKey("sinceBeatSeconds") && !Nodes.isAtWork(node)) {
      all.add(new Worry(Kind.NO_BEAT, name, 0, node.getDouble("sinceBeatSeconds"), null));
    }
    if (!node.getBoolean("heard")) return;
    if (!node.getString("state").equals("ready")) {
      all.add(Worry.of(Kind.NOT_READY, name, node.getString("state")));
    }
    if (!node.getJsonArray("misses").isEmpty()) {
      var missed =
          node.getJsonArray("misses").stream()
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      all.add(Worry.of(Kind.DOES_NOT_SEE, name, missed));
    }
  }

  private void of(String name, JsonObject role, List<Worry> all) {
    var database = role.getJsonObject("database");
    if (!database.getBoolean("known")) {
      all.add(Worry.of(Kind.UNKNOWN, name, database.getString("why")));
      return;
    }
    var parked = role.getJsonObject("parked").getLong("count");
    if (parked > 0) all.add(Worry.counted(Kind.PARKED, name, parked));
    var stuck = role.getLong("stuck");
    if (stuck > 0) all.add(Worry.counted(Kind.STUCK, name, stuck));
    if (role.getJsonArray("nodes").isEmpty()) all.add(Worry.of(Kind.NO_NODE, name));
    var waiting = role.getJsonObject("waiting").getLong("count");
    var workers = role.getJsonArray("workers");
    if (waiting > 0 && !name.equals("gateway") && workers.isEmpty() && everybodyWasHeard()) {
      all.add(Worry.counted(Kind.NOBODY_WORKS, name, waiting));
    }
  }

  /** Else there may be workers that nobody told of. */
  private boolean everybodyWasHeard() {
    return nodes.stream().allMatch(node -> node.getBoolean("heard"));
  }
}
