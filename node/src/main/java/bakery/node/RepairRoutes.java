package bakery.node;

import bakery.contracts.Right;
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
    operator(router.post("/parked/:role/:id/retry")).handler(this::retry);
    operator(router.post("/parked/:role/:id/discard")).handler(this::discard);
    operator(router.post("/stuck/:role/:id/nudge")).handler(this::nudge);
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
    var pages = wanted.stream().map(role -> page.of(role, after, limit)).toList();
    Answers.reply(
        request,
        Future.all(pages)
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
                }));
  }

  private void retry(RoutingContext request) {
    var deed = deed(request, "retry-letter", reason(request));
    act(request, "retried", role(request).retry(id(request), deed));
  }

  private void discard(RoutingContext request) {
    var reason = reason(request);
    if (reason == null) throw new OperatorProblem(Kind.INVALID, "send {\"reason\": …}");
    var deed = deed(request, "discard-letter", reason);
    act(request, "discarded", role(request).discard(id(request), deed));
  }

  private void nudge(RoutingContext request) {
    var deed = deed(request, "nudge-row", reason(request));
    act(request, "nudged", role(request).nudge(id(request), deed));
  }

  private static Deed deed(RoutingContext request, String action, String reason) {
    return StaffOnly.deed(request, action, id(request).toString(), reason);
  }

  private void act(RoutingContext request, String done, Future<Boolean> action) {
    var role = request.pathParam("role");
    var id = request.pathParam("id");
    Answers.reply(
        request,
        action.map(
            found -> {
              if (found) return new JsonObject().put("role", role).put("id", id).put("done", done);
              throw new OperatorProblem(
                  Kind.NOT_FOUND, "nothing with the id " + id + " waits for that in " + role);
            }));
  }

  private Repair role(RoutingContext request) {
    return role(request.pathParam("role"));
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
