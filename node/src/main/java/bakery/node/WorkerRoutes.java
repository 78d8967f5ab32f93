package bakery.node;

import bakery.node.OperatorProblem.Kind;
import bakery.platform.Wanted;
import bakery.platform.staffing.Post;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Hires and lets go over HTTP, for all nodes of a role or one, and shows and sets policies. */
final class WorkerRoutes {
  private static final int MAX_NAME = 64;
  private static final int MAX_RULE = 64;
  private static final String WISH = "{\"hire\": 4} or {\"letGo\": 4}, and \"node\" for one alone";
  private static final Set<String> WORDS = Set.of("hire", "letGo", "node", "reason");

  private final String node;
  private volatile Map<String, Staffing> roles = Map.of();

  /**
   * @param node the name of this one
   */
  WorkerRoutes(String node) {
    this.node = node;
  }

  /** The roles are open; until then there is nobody to hire. */
  void open(List<Staffing> staffings) {
    var byName = new LinkedHashMap<String, Staffing>();
    staffings.forEach(each -> byName.put(each.role(), each));
    roles = byName;
  }

  void mount(Router router, UnaryOperator<Route> staffOnly) {
    staffOnly.apply(router.get("/workers")).handler(this::list);
    staffOnly.apply(router.post("/workers/:role")).handler(this::change);
    staffOnly.apply(router.get("/policy")).handler(this::policies);
    staffOnly.apply(router.put("/policy/:role")).handler(this::setPolicy);
  }

  private void list(RoutingContext request) {
    Answers.reply(
        request,
        ofEach(this::shown).map(all -> new JsonObject().put("node", node).put("roles", all)));
  }

  private Future<JsonObject> shown(Staffing role) {
    return role.posts()
        .map(
            posts ->
                new JsonObject()
                    .put("present", role.present())
                    .put("leaving", role.leaving())
                    .put("nodes", json(posts)));
  }

  private void change(RoutingContext request) {
    var role = role(request);
    var wish = Answers.body(request, WISH);
    if (!WORDS.containsAll(wish.fieldNames())
        || wish.containsKey("hire") == wish.containsKey("letGo")) {
      throw new OperatorProblem(Kind.INVALID, "say " + WISH);
    }
    var where = Answers.text(wish, "node", MAX_NAME);
    var done =
        wish.containsKey("hire")
            ? role.hire(Answers.number(wish, "hire", Wanted.MOST), where)
            : role.letGo(Answers.number(wish, "letGo", Wanted.MOST), where);
    Answers.reply(
        request,
        Answers.orInvalid(done)
            .map(
                changed ->
                    new JsonObject().put("role", role.role()).put("changed", json(changed))));
  }

  private void policies(RoutingContext request) {
    Answers.reply(
        request,
        ofEach(Staffing::policy).map(all -> new JsonObject().put("node", node).put("roles", all)));
  }

  private void setPolicy(RoutingContext request) {
    var role = role(request);
    var wish = Answers.body(request, "{\"policy\": \"2..16,target=5s\"} or \"off\"");
    var rule = Answers.text(wish, "policy", MAX_RULE);
    if (rule == null) throw new OperatorProblem(Kind.INVALID, "say {\"policy\": …}");
    Answers.reply(request, Answers.orInvalid(role.setPolicy(rule)).compose(done -> role.policy()));
  }

  /** Of every role of this node that has workers. */
  private Future<JsonObject> ofEach(Function<Staffing, Future<JsonObject>> ask) {
    var all = List.copyOf(roles.values());
    return Future.all(all.stream().map(ask).toList())
        .map(
            read -> {
              var json = new JsonObject();
              for (int i = 0; i < all.size(); i++) {
                json.put(all.get(i).role(), (JsonObject) read.resultAt(i));
              }
              return json;
            });
  }

  private Staffing role(RoutingContext request) {
    var role = roles.get(request.pathParam("role"));
    if (role != null) return role;
    throw new OperatorProblem(
        Kind.NOT_HERE, "with workers in this node: " + String.join(", ", roles.keySet()));
  }

  private static JsonArray json(List<Post> posts) {
    var array = new JsonArray();
    for (var post : posts) {
      array.add(
          new JsonObject()
              .put("node", post.node())
              .put("wanted", post.number())
              .put("version", post.version())
              .put("state", post.state().text()));
    }
    return array;
  }
}
