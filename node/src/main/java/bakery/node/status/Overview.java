package bakery.node.status;

import static bakery.node.status.Json.array;
import static bakery.node.status.Json.children;

import bakery.contracts.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the nodes tell, put together. Every node with a role tells the same of its tables, so one
 * that could read them is enough.
 *
 * @param answers of the nodes that were asked, as {@code GET /status} gives them
 * @param silent which nodes did not answer, and why
 * @param at when they were asked
 */
public record Overview(List<JsonObject> answers, List<String> silent, Instant at) {
  private static final double SECONDS_OF_A_MINUTE = 60;

  /**
   * {@code {"at", "well", "worries": [text], "orders": {"open": {STATUS: {count, oldestSeconds}},
   * "count", "takenPerSecond", "soldPerSecond"}, "cluster": {"whole", "nodes"}, "nodes": […],
   * "roles": {ROLE: {"database": {known, millis | why}, "workers": […], …}}, "silent": [text]}};
   * what is not known is missing. Ages are seconds, rates those of the last minute.
   */
  public JsonObject json() {
    return json(Worry::text);
  }

  /**
   * @param worry how one is told
   */
  JsonObject json(Function<Worry, Object> worry) {
    var roles = roles();
    var nodes = new Nodes(answers, roles).json();
    var worries = new Worries(roles, nodes, silent).list();
    var json =
        new JsonObject()
            .put("at", at.toString())
            .put("well", worries.isEmpty())
            .put("worries", array(worries.stream().map(worry)))
            .put("orders", orders(roles))
            .put("cluster", cluster(nodes))
            .put("nodes", array(nodes.stream()))
            .put("roles", new JsonObject());
    roles.forEach(json.getJsonObject("roles")::put);
    return json.put("silent", array(silent.stream()));
  }

  /** Every role, also those of which nobody tells. */
  private Map<String, JsonObject> roles() {
    var all = new LinkedHashMap<String, JsonObject>();
    for (var role : Arrays.stream(Role.values()).map(Role::address).toList()) {
      var told =
          answers.stream()
              .filter(answer -> answer.getJsonObject("roles").containsKey(role))
              .toList();
      all.put(role, role(role, told));
    }
    return all;
  }

  private static JsonObject role(String role, List<JsonObject> told) {
    var tables =
        told.stream()
            .map(answer -> answer.getJsonObject("roles").getJsonObject(role))
            .map(glance -> glance.getJsonObject("tables"))
            .reduce((one, other) -> one.getBoolean("known") ? one : other)
            .orElseGet(
                () ->
                    new JsonObject()
                        .put("known", false)
                        .put("why", "no node that was asked plays it"));
    var database = new JsonObject();
    for (var name : List.of("known", "millis", "why")) {
      if (tables.containsKey(name)) database.put(name, tables.getValue(name));
    }
    var json = new JsonObject().put("database", database);
    json.put("workers", array(Workers.of(role, told, tables).stream()));
    tables.forEach(
        each -> {
          if (!database.containsKey(each.getKey())) json.put(each.getKey(), each.getValue());
        });
    return json;
  }

  private static JsonObject orders(Map<String, JsonObject> roles) {
    var gateway = roles.get(Role.GATEWAY.address());
    var orders = new JsonObject();
    if (gateway.containsKey("open")) {
      var open = gateway.getJsonObject("open");
      orders
          .put("open", open)
          .put("count", children(open).values().stream().mapToLong(s -> s.getLong("count")).sum())
          .put("takenPerSecond", perSecond(gateway));
    }
    var billing = roles.get(Role.BILLING.address());
    if (billing.containsKey("lastMinute")) orders.put("soldPerSecond", perSecond(billing));
    return orders;
  }

  private static double perSecond(JsonObject role) {
    return Math.round(role.getLong("lastMinute") / SECONDS_OF_A_MINUTE * 100) / 100.0;
  }

  /** Whole when everybody who beats is seen by everybody who was asked. */
  private static JsonObject cluster(List<JsonObject> nodes) {
    var atWork = nodes.stream().filter(Nodes::isAtWork).count();
    var whole =
        nodes.stream()
            .filter(node -> node.getBoolean("heard"))
            .allMatch(node -> node.getJsonArray("misses").isEmpty());
    return new JsonObject().put("whole", whole).put("nodes", atWork);
  }
}
