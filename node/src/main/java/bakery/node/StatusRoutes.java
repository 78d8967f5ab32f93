package bakery.node;

import bakery.contracts.Right;
import bakery.platform.Glance;
import bakery.platform.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How things stand, as this node knows it: {@code {"node": {"id", "name", "state", "upSeconds",
 * "members": [{"id", "name"}]}, "roles": {ROLE: as {@link Glance#look}}}}. A role whose database is
 * away is unknown, the others are told.
 */
final class StatusRoutes {
  private final UUID id;
  private final String name;
  private final Cluster cluster;
  private volatile List<Glance> roles = List.of();
  private volatile Supplier<String> state = () -> "starting";

  StatusRoutes(UUID id, String name, Cluster cluster) {
    this.id = id;
    this.name = name;
    this.cluster = cluster;
  }

  /**
   * The roles are open; until then nothing is known of them.
   *
   * @param now ready, draining or whatever else this node is
   */
  void open(List<Glance> glances, Supplier<String> now) {
    state = now;
    roles = List.copyOf(glances);
  }

  void mount(Router router, StaffOnly staff) {
    staff.may(router.get("/status"), Right.OPERATOR).handler(this::answer);
  }

  private void answer(RoutingContext request) {
    Answers.reply(request, told(Glance::look));
  }

  /**
   * The same with the tables of some roles only, for somebody who has the others from elsewhere and
   * does not wait long.
   */
  Future<JsonObject> look(List<String> tables, Duration patience) {
    return told(role -> tables.contains(role.role()) ? role.look(patience) : role.lookAround());
  }

  private Future<JsonObject> told(Function<Glance, Future<JsonObject>> look) {
    var open = roles;
    return Future.all(open.stream().map(look).toList())
        .map(
            looks -> {
              var told = new JsonObject();
              for (int i = 0; i < open.size(); i++) {
                told.put(open.get(i).role(), looks.<JsonObject>resultAt(i));
              }
              return new JsonObject().put("node", self()).put("roles", told);
            });
  }

  private JsonObject self() {
    var members = new JsonArray();
    for (var member : cluster.nodes()) {
      members.add(new JsonObject().put("id", member.id().toString()).put("name", member.name()));
    }
    return new JsonObject()
        .put("id", id.toString())
        .put("name", name)
        .put("state", state.get())
        .put("upSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000)
        .put("members", members);
  }
}
