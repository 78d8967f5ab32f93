package bakery.node;

import bakery.contracts.Right;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Deed;
import bakery.platform.Wanted;
import bakery.platform.staffing.Post;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

  void mount(Router router, StaffOnly staff) {
    staff.may(router.get("/workers"), Right.OPERATOR).handler(this::list);
    staff.may(router.post("/workers/:role"), Right.OPERATOR).handler(this::change);
    staff.may(router.get("/policy"), Right.OPERATOR).handler(this::policies);
    staff.may(router.put("/policy/:role"), Right.OPERATOR).handler(this::setPolicy);
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
            ? role.hire(number(wish, "hire"), where, deed(request, "hire", wish))
            : role.letGo(number(wish, "letGo"), where, deed(request, "letGo", wish));
    Answers.reply(
        request,
        Answers.orInvalid(done)
            .map(
                changed ->
                    new JsonObject().put("role", role.role()).put("changed", json(changed))));
  }

  private static int number(JsonObject wish, String what) {
    return Answers.number(wish, what, Wanted.MOST);
  }

  private static Deed deed(RoutingContext request, String what, JsonObject wish) {
    var thing = wish.getInteger(what) + " " + request.pathParam("role");
    var node = wish.getString("node");
    return StaffOnly.deed(
        request,
        what.equals("hire") ? "hire" : "let-go",
        node == null ? thing : thing + " " + node,
        Answers.text(wish, "reason", Deed.REASON_CHARS));
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
    var reason = Answers.text(wish, "reason", Deed.REASON_CHARS);
    if (rule == null) throw new OperatorProblem(Kind.INVALID, "say {\"policy\": …}");
    var deed = StaffOnly.deed(request, "set-policy", role.role() + " " + rule, reason);
    Answers.reply(
        request, Answers.orInvalid(role.setPolicy(rule, deed)).compose(done -> role.policy()));
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
