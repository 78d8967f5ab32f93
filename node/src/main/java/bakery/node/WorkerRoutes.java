package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Staff;
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
    var what = wish.containsKey("hire") ? "hire" : "letGo";
    Answers.reply(
        request,
        change(
            role.role(),
            what,
            Answers.number(wish, what, Wanted.MOST),
            Answers.text(wish, "node", MAX_NAME),
            Answers.text(wish, "reason", Deed.REASON_CHARS),
            StaffOnly.of(request)));
  }

  /**
   * @param what hire or letGo
   * @param where at this node alone, or null
   * @param reason or null
   */
  Future<JsonObject> change(
      String of, String what, int number, String where, String reason, Staff staff) {
    var role = role(of);
    var hire = what.equals("hire");
    var thing = number + " " + of + (where == null ? "" : " " + where);
    var deed = StaffOnly.deed(staff, hire ? "hire" : "let-go", thing, reason);
    return Answers.orInvalid(
            hire ? role.hire(number, where, deed) : role.letGo(number, where, deed))
        .map(changed -> new JsonObject().put("role", of).put("changed", json(changed)));
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
    return role(request.pathParam("role"));
  }

  private Staffing role(String name) {
    var role = roles.get(name);
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
