package bakery.node;

import bakery.node.OperatorProblem.Kind;
import bakery.platform.Parked;
import bakery.platform.Repair;
import bakery.platform.Stuck;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What operators see and order, over HTTP and with the staff key, of letters and rows that went
 * wrong in the roles of this node.
 */
final class RepairRoutes {
  static final int BODY_BYTES = 4_096;
  private static final int PAGE = 100;
  private static final int MAX_REASON = 500;
  private static final int MAX_NAME = 100;
  private static final int ANSWER_SECONDS = 10;
  private static final String BEARER = "Bearer ";

  private final byte[] staffKey;
  private volatile Map<String, Repair> roles = Map.of();

  RepairRoutes(String staffKey) {
    this.staffKey = staffKey.getBytes(StandardCharsets.UTF_8);
  }

  /** The roles are open; until then there is nothing to repair. */
  void open(List<Repair> repairs) {
    var byName = new LinkedHashMap<String, Repair>();
    repairs.forEach(each -> byName.put(each.role(), each));
    roles = byName;
  }

  void mount(Router router) {
    staffOnly(router.get("/parked"))
        .handler(request -> list(request, "parked", Repair::parked, Parked::id, this::json));
    staffOnly(router.get("/stuck"))
        .handler(request -> list(request, "stuck", Repair::stuck, Stuck::id, this::json));
    staffOnly(router.post("/parked/:role/:id/retry"))
        .handler(request -> act(request, "retried", role(request).retry(id(request))));
    staffOnly(router.post("/parked/:role/:id/discard")).handler(this::discard);
    staffOnly(router.post("/stuck/:role/:id/nudge"))
        .handler(request -> act(request, "nudged", role(request).nudge(id(request))));
  }

  Route staffOnly(Route route) {
    return route
        .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
        .handler(this::staffOnly)
        .failureHandler(OperatorProblem::answer);
  }

  private void staffOnly(RoutingContext request) {
    var header = request.request().getHeader("authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new OperatorProblem(Kind.TOKEN_MISSING, "send Authorization: Bearer and the staff key");
    }
    var given = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, staffKey)) {
      throw new OperatorProblem(Kind.TOKEN_WRONG, "this takes the staff key");
    }
    request.next();
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
    reply(
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

  private void discard(RoutingContext request) {
    var body = request.body().asJsonObject();
    if (body == null) throw new OperatorProblem(Kind.BAD_REQUEST, "send {\"reason\": …}");
    var reason = text(body, "reason", null, MAX_REASON);
    var by = text(body, "by", "staff", MAX_NAME);
    act(request, "discarded", role(request).discard(id(request), by, reason));
  }

  private void act(RoutingContext request, String done, Future<Boolean> action) {
    var role = request.pathParam("role");
    var id = request.pathParam("id");
    reply(
        request,
        action.map(
            found -> {
              if (found) return new JsonObject().put("role", role).put("id", id).put("done", done);
              throw new OperatorProblem(
                  Kind.NOT_FOUND, "nothing with the id " + id + " waits for that in " + role);
            }));
  }

  private static void reply(RoutingContext request, Future<JsonObject> answer) {
    answer
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .onFailure(request::fail)
        .onSuccess(
            json ->
                request
                    .response()
                    .putHeader("content-type", "application/json")
                    .putHeader("cache-control", "no-store")
                    .end(json.toBuffer()));
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

  private static String text(JsonObject body, String name, String otherwise, int max) {
    var value = body.getValue(name, otherwise);
    if (value instanceof String text && !text.isBlank() && text.strip().length() <= max) {
      return text.strip();
    }
    throw new OperatorProblem(
        Kind.INVALID, "\"" + name + "\" must be text of 1 to " + max + " characters");
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
}
