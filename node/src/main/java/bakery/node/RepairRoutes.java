package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Audit;
import bakery.platform.Deed;
import bakery.platform.Parked;
import bakery.platform.Repair;
import bakery.platform.Stuck;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What operators see and order, over HTTP and by their right, of letters and rows that went wrong
 * in the roles of this node; and what staff did there.
 */
final class RepairRoutes {
  private static final int PAGE = 100;

  private final StaffOnly staff;
  private volatile Map<String, Repair> roles = Map.of();
  private volatile Map<String, Audit> audits = Map.of();

  RepairRoutes(StaffOnly staff) {
    this.staff = staff;
  }

  /** The roles are open; until then there is nothing to repair. */
  void open(List<Repair> repairs, Map<String, Audit> kept) {
    audits = Map.copyOf(kept);
    var byName = new LinkedHashMap<String, Repair>();
    repairs.forEach(each -> byName.put(each.role(), each));
    roles = byName;
  }

  void mount(Router router) {
    operator(router.get("/parked"))
        .handler(request -> list(request, "parked", Repair::parked, Parked::id, this::json));
    operator(router.get("/stuck"))
        .handler(request -> list(request, "stuck", Repair::stuck, Stuck::id, this::json));
    operator(router.get("/audit"))
        .handler(request -> list(request, "audit", this::audit, Audit.Entry::id, this::json));
    operator(router.post("/parked/:role/:id/retry")).handler(request -> act(request, this::retry));
    operator(router.post("/parked/:role/:id/discard"))
        .handler(request -> act(request, this::discard));
    operator(router.post("/stuck/:role/:id/nudge")).handler(request -> act(request, this::nudge));
  }

  private Route operator(Route route) {
    return staff.may(route, Right.OPERATOR);
  }

  private Future<List<Audit.Entry>> audit(Repair role, UUID after, int limit) {
    return audits.get(role.role()).read(after, limit);
  }

  private interface Page<T> {
    Future<List<T>> of(Repair role, UUID after, int limit);
  }

  /** Every role's first page, or a page of one; {@code next} says after which to go on. */
  private <T> void list(
      RoutingContext request,
      String what,
      Page<T> page,
      Function<T, UUID> id,
      BiFunction<Repair, T, JsonObject> json) {
    var asked = request.queryParams();
    var wanted =
        asked.contains("role") ? List.of(role(asked.get("role"))) : List.copyOf(roles.values());
    var after = asked.contains("after") ? uuid(asked.get("after")) : null;
    if (after != null && !asked.contains("role")) {
      throw new OperatorProblem(Kind.BAD_REQUEST, "a page after another is one role's: say ?role=");
    }
    var limit = limit(asked.get("limit"));
    Answers.reply(request, page(what, wanted, after, limit, page, id, json));
  }

  private static <T> Future<JsonObject> page(
      String what,
      List<Repair> wanted,
      UUID after,
      int limit,
      Page<T> page,
      Function<T, UUID> id,
      BiFunction<Repair, T, JsonObject> json) {
    return Future.all(wanted.stream().map(role -> page.of(role, after, limit)).toList())
        .map(
            read -> {
              var rows = new JsonArray();
              var next = new JsonObject();
              for (int i = 0; i < wanted.size(); i++) {
                var role = wanted.get(i);
                List<T> found = read.resultAt(i);
                found.forEach(each -> rows.add(json.apply(role, each)));
                if (found.size() < limit) continue;
                next.put(role.role(), id.apply(found.getLast()).toString());
              }
              return new JsonObject().put(what, rows).put("next", next);
            });
  }

  private interface Act {
    Future<JsonObject> of(String role, UUID id, String reason, Staff staff);
  }

  private static void act(RoutingContext request, Act act) {
    var role = request.pathParam("role");
    Answers.reply(request, act.of(role, id(request), reason(request), StaffOnly.of(request)));
  }

  Future<JsonObject> retry(String of, UUID id, String reason, Staff staff) {
    var role = role(of);
    var deed = deed(staff, "retry-letter", id, reason);
    return done(of, id, "retried", role.retry(id, deed));
  }

  /**
   * @param reason is wanted
   */
  Future<JsonObject> discard(String of, UUID id, String reason, Staff staff) {
    var role = role(of);
    if (reason == null) throw new OperatorProblem(Kind.INVALID, "send {\"reason\": …}");
    var deed = deed(staff, "discard-letter", id, reason);
    return done(of, id, "discarded", role.discard(id, deed));
  }

  Future<JsonObject> nudge(String of, UUID id, String reason, Staff staff) {
    var role = role(of);
    var deed = deed(staff, "nudge-row", id, reason);
    return done(of, id, "nudged", role.nudge(id, deed));
  }

  private static Deed deed(Staff staff, String action, UUID id, String reason) {
    return StaffOnly.deed(staff, action, id.toString(), reason);
  }

  private static Future<JsonObject> done(
      String role, UUID id, String done, Future<Boolean> action) {
    return action.map(
        found -> {
          if (!found) {
            throw new OperatorProblem(
                Kind.NOT_FOUND, "nothing with the id " + id + " waits for that in " + role);
          }
          return new JsonObject().put("role", role).put("id", id.toString()).put("done", done);
        });
  }

  /** {@code {"parked", "stuck"}}, the first page of each of these roles. */
  Future<JsonObject> firstPages(List<String> of, int limit) {
    var wanted = of.stream().map(this::role).toList();
    return Future.all(
            page("parked", wanted, null, limit, Repair::parked, Parked::id, this::json),
            page("stuck", wanted, null, limit, Repair::stuck, Stuck::id, this::json))
        .map(
            both ->
                new JsonObject()
                    .put("parked", both.<JsonObject>resultAt(0).getJsonArray("parked"))
                    .put("stuck", both.<JsonObject>resultAt(1).getJsonArray("stuck")));
  }

  private Repair role(String name) {
    var role = roles.get(name);
    if (role != null) return role;
    throw new OperatorProblem(
        Kind.NOT_HERE, "open in this node: " + String.join(", ", roles.keySet()));
  }

  private static UUID id(RoutingContext request) {
    return uuid(request.pathParam("id"));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new OperatorProblem(Kind.BAD_REQUEST, "an id is a UUID");
    }
  }

  private static int limit(String text) {
    if (text == null) return PAGE;
    if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= Repair.MAX_PAGE) {
      return Integer.parseInt(text);
    }
    throw new OperatorProblem(Kind.BAD_REQUEST, "limit is a number from 1 to " + Repair.MAX_PAGE);
  }

  /** Of the body, or null. */
  private static String reason(RoutingContext request) {
    var body = request.body().length() <= 0 ? null : request.body().asJsonObject();
    if (body == null || body.getValue("reason") == null) return null;
    if (body.getValue("reason") instanceof String text
        && !text.isBlank()
        && text.strip().length() <= Deed.REASON_CHARS) {
      return text.strip();
    }
    throw new OperatorProblem(
        Kind.INVALID, "\"reason\" must be text of 1 to " + Deed.REASON_CHARS + " characters");
  }

  /** Without what the letter says, for it may hold an address. */
  private JsonObject json(Repair role, Parked letter) {
    return new JsonObject()
        .put("role", role.role())
        .put("id", letter.id().toString())
        .put("to", letter.to())
        .put("type", letter.type())
        .put("key", letter.key().toString())
        .put("refusals", letter.refusals())
        .put("writtenAt", letter.writtenAt().toString())
        .put("parkedAt", letter.parkedAt().toString())
        .put("reason", letter.reason());
  }

  private JsonObject json(Repair role, Stuck row) {
    return new JsonObject()
        .put("role", role.role())
        .put("id", row.id().toString())
        .put("times", row.times())
        .put("since", row.since().toString())
        .put("dueAgain", row.dueAgain().toString())
        .put("cause", row.cause());
  }

  private JsonObject json(Repair role, Audit.Entry entry) {
    var deed = entry.deed();
    return new JsonObject()
        .put("role", role.role())
        .put("id", entry.id().toString())
        .put("at", entry.at().toString())
        .put("who", deed.who())
        .put("right", deed.right())
        .put("action", deed.action())
        .put("thing", deed.thing())
        .put("reason", deed.reason())
        .put("details", entry.details());
  }
}
