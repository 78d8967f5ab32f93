package bakery.node;

import static java.util.Map.entry;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Right;
import bakery.platform.Settings;
import bakery.platform.testing.TestDatabase;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Every route that staff have, as the gateway's document and the router of the operations port name
 * them: a new one is tried here by itself, and missed here when nobody says what it does.
 */
class StaffAccessTest {
  private static final TestDatabase DATABASE = TestDatabase.database();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static final String ADA = "Ada-who-bakes";

  @TempDir static Path data;
  private static Node node;
  private static List<Staffed> routes;

  /**
   * A route that staff have.
   *
   * @param rights of which it takes one
   */
  private record Staffed(String method, String url, String path, Set<Right> rights) {

    String name() {
      return method + " " + path;
    }

    boolean changes() {
      return !method.equals("GET");
    }

    /** The route to a thing. */
    String to(String id) {
      return url
          + path.replace("{role}", "kitchen")
              .replace("{date}", "2017-02-04")
              .replaceAll("\\{[a-z]+}", id);
    }
  }

  @BeforeAll
  static void open() throws Exception {
    LOG.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(LOG);
    var settings = new HashMap<>(DATABASE.settings());
    settings.put("BAKERY_DATA", data.toString());
    settings.put("BAKERY_ROLES", "gateway=1,kitchen=0,delivery=0,billing=1");
    settings.put("BAKERY_PACE", "instant");
    settings.put("BAKERY_HTTP_PORT", "0");
    settings.put("BAKERY_DEMONSTRATION", "true");
    settings.put("BAKERY_CLUSTER_PORT", "15741");
    node = Node.open(new Settings(settings));
    routes = new ArrayList<>(gateways());
    routes.addAll(operations());
  }

  @AfterAll
  static void close() {
    node.close();
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(LOG);
  }

  @Test
  void withoutATokenNobodyGetsInAndWithTheWrongRightNobodyGetsOn() throws Exception {
    assertThat(routes).hasSizeGreaterThanOrEqualTo(14);
    var stranger = signed("Eve", "baron");
    for (var route : routes) {
      var path = route.to(UUID.randomUUID().toString());

      refused(route, send(route.method, path, null), 401, "token-missing");
      refused(route, send(route.method, path, stranger.replace(".", ".x")), 401, "token-invalid");
      refused(route, send(route.method, path, stranger), 403, "right-missing");
      for (var wrong : EnumSet.complementOf(EnumSet.copyOf(route.rights))) {
        var answer = send(route.method, path, signed("Eve", wrong.word()));
        refused(route, answer, 403, "right-missing");
        assertThat(new JsonObject(answer.body()).getString("detail"))
            .contains(route.rights.stream().map(Right::word).toList());
      }
      for (var right : route.rights) {
        assertThat(send(route.method, path, signed("Eve", right.word())).statusCode())
            .as("%s with %s", route.name(), right)
            .isNotIn(401, 403);
      }
    }
  }

  @Test
  void healthAndMetricsAreOpen() throws Exception {
    for (var path : List.of("/health/live", "/health/ready", "/metrics")) {
      assertThat(send("GET", node.operationsUrl() + path, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobodyIsSentHomeSickByANodeThatWasNotStartedForIt() throws Exception {
    var name = node.name();
    var path = node.httpUrl().orElseThrow() + "/v1/bakery/nodes/" + name + "/sick-leave";

    var answer = send("POST", path, signed(ADA, "operator"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("urn:bakery:problem:not-permitted", "BAKERY_SICK_LEAVE");
    assertThat(kept(new Done("gateway", "send-home-sick", name))).isZero();
    var nowhere = send("POST", path.replace(name, "nowhere"), signed(ADA, "operator"));
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains(name);
  }

  /** Does what the route is for, and says to which thing and how the audit calls it. */
  private interface Doing {
    Done of(Staffed route) throws Exception;
  }

  private record Done(String role, String action, String thing) {}

  private static final Map<String, Doing> DOINGS =
      Map.ofEntries(
          entry(
              "POST /v1/orders/{id}/cancellation",
              route -> done(route, "gateway", "cancel-order", order())),
          entry(
              "POST /v1/tickets/{id}/completion",
              route -> done(route, "kitchen", "finish-ticket", hungUp(order()))),
          entry(
              "POST /v1/orders/{id}/collection",
              route -> done(route, "gateway", "collect-order", baked(order()))),
          entry(
              "PUT /v1/menu/{product}/availability",
              route -> done(route, "kitchen", "sell-out", "croissant")),
          entry(
              "POST /v1/bakery/parked/{role}/{id}/retry",
              route -> done(route, "kitchen", "retry-letter", parked())),
          entry(
              "POST /v1/bakery/parked/{role}/{id}/discard",
              route -> done(route, "kitchen", "discard-letter", parked())),
          entry(
              "POST /v1/bakery/stuck/{role}/{id}/nudge",
              route -> done(route, "kitchen", "nudge-row", stuck())),
          entry(
              "PUT /v1/bakery/demonstration",
              route -> done(route, "gateway", "demonstrate", "speed 60, load 7")),
          entry(
              "DELETE /v1/bakery/demonstration",
              route -> done(route, "gateway", "end-demonstration", demonstrator(route))),
          entry(
              "POST /v1/bakery/workers/{role}",
              route -> done(route, "kitchen", "hire", "1 kitchen " + nodeThatIs("far-away"))),
          entry(
              "POST /parked/{role}/{id}/retry",
              route -> done(route, "kitchen", "retry-letter", parked())),
          entry(
              "POST /parked/{role}/{id}/discard",
              route -> done(route, "kitchen", "discard-letter", parked())),
          entry(
              "POST /stuck/{role}/{id}/nudge",
              route -> done(route, "kitchen", "nudge-row", stuck())),
          entry(
              "POST /workers/{role}",
              route -> done(route, "kitchen", "hire", "1 kitchen " + nodeThatIs("away"))),
          entry(
              "PUT /policy/{role}", route -> done(route, "kitchen", "set-policy", "kitchen off")));

  /** It would be the end of this node; WorkersTest and the test of the bakery's page do it. */
  private static final Set<String> ENDINGS =
      Set.of(
          "POST /drain",
          "POST /v1/bakery/nodes/{node}/drain",
          "POST /v1/bakery/nodes/{node}/sick-leave");

  @Test
  void whateverStaffChangeStandsInTheAudit() throws Exception {
    var changing =
        routes.stream()
            .filter(Staffed::changes)
            .filter(it -> !ENDINGS.contains(it.name()))
            .toList();
    assertThat(changing)
        .as("say in DOINGS what a new route does, and how the audit calls it")
        .extracting(Staffed::name)
        .containsExactlyInAnyOrderElementsOf(DOINGS.keySet());

    for (var route : changing) {
      var done = DOINGS.get(route.name()).of(route);

      assertThat(kept(done)).as("%s in the audit of %s", done.action, done.role).isEqualTo(1);
      assertThat(audit(done.role))
          .anySatisfy(
              deed -> {
                assertThat(deed.getString("who")).isEqualTo(ADA);
                assertThat(deed.getString("action")).isEqualTo(done.action);
                assertThat(deed.getString("thing")).isEqualTo(done.thing);
                assertThat(route.rights).extracting(Right::word).contains(deed.getString("right"));
              });
    }
    assertThat(LOG.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(ADA) || line.contains("eyJ"));
  }

  private static Done done(Staffed route, String role, String action, String thing)
      throws Exception {
    var right = route.rights.iterator().next();

    var answer = send(route.method, route.to(thing), signed(ADA, right.word()));

    assertThat(answer.statusCode()).as("%s: %s", route.name(), answer.body()).isBetween(200, 204);
    return new Done(role, action, thing);
  }

  private static long kept(Done done) {
    return DATABASE.number(
        "SELECT count(*) FROM %s.audit WHERE who = '%s' AND action = '%s' AND thing = '%s'"
            .formatted(done.role, ADA, done.action, done.thing));
  }

  private static List<JsonObject> audit(String role) throws Exception {
    var url = node.operationsUrl() + "/audit?limit=500&role=" + role;
    var deeds = new JsonObject(send("GET", url, signed("Eve", "operator")).body());
    return deeds.getJsonArray("audit").stream().map(JsonObject.class::cast).toList();
  }

  // things to do something to

  /** A pickup in cash that waits for a baker; there is none. */
  private static String order() throws Exception {
    var body =
        new JsonObject()
            .put("lines", new JsonArray("[{\"product\":\"bread\",\"quantity\":1}]"))
            .put("fulfilment", new JsonObject().put("method", "pickup"))
            .put("payment", new JsonObject().put("method", "cash"));
    var request =
        HttpRequest.newBuilder(URI.create(node.httpUrl().orElseThrow() + "/v1/orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body.encode()));
    await()
        .atMost(20, SECONDS) // until the kitchen has told the menu
        .until(() -> HTTP.send(request.build(), BodyHandlers.ofString()).statusCode() == 201);
    return new JsonObject(HTTP.send(request.build(), BodyHandlers.ofString()).body())
        .getString("id");
  }

  private static String hungUp(String order) {
    await()
        .atMost(20, SECONDS)
        .until(
            () ->
                DATABASE.number("SELECT count(*) FROM kitchen.ticket WHERE id = '" + order + "'")
                    == 1);
    return order;
  }

  private static String baked(String order) throws Exception {
    var url = node.httpUrl().orElseThrow() + "/v1/tickets/" + hungUp(order) + "/completion";
    assertThat(send("POST", url, signed("Eve", "kitchen")).statusCode()).isEqualTo(204);
    var path = node.httpUrl().orElseThrow() + "/v1/orders/" + order;
    await()
        .atMost(20, SECONDS)
        .until(() -> send("GET", path, signed("Eve", "office")).body().contains("READY"));
    return order;
  }

  private static String parked() {
    var id = UUID.randomUUID().toString();
    DATABASE.execute(
        """
        INSERT INTO kitchen.outbox (id, destination, letters, refusals, refusal, parked_at)
        VALUES ('%1$s', 'gateway',
                '[{"type":"order-baked","key":"%1$s","message":{"orderId":"%1$s"}}]', 5, 'why not',
                now())
        """
            .formatted(id));
    return id;
  }

  private static String stuck() {
    var id = UUID.randomUUID().toString();
    DATABASE.execute(
        """
        INSERT INTO kitchen.ticket (id, items, status, work_seconds, open, due_at)
        VALUES ('%1$s', '[]', 'CHARRED', 1, true, now() + interval '1 h');
        INSERT INTO kitchen.stuck (id, cause) VALUES ('%1$s', 'charred')
        """
            .formatted(id));
    return id;
  }

  private static String nodeThatIs(String name) {
    DATABASE.execute(
        "INSERT INTO kitchen.workers (node, number, told) VALUES ('%s', 0, 0)".formatted(name));
    return name;
  }

  /** Who plays the demonstration that somebody has started. */
  private static String demonstrator(Staffed route) throws Exception {
    var started = send("PUT", route.to(""), signed("Eve", "operator"));
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    return new JsonObject(started.body()).getString("node");
  }

  // routes

  private static List<Staffed> gateways() throws Exception {
    var url = node.httpUrl().orElseThrow();
    var paths = new JsonObject(send("GET", url + "/openapi.json", null).body());
    var found = new ArrayList<Staffed>();
    for (var path : paths.getJsonObject("paths")) {
      for (var operation : (JsonObject) path.getValue()) {
        var ways = ((JsonObject) operation.getValue()).getJsonArray("security", new JsonArray());
        var rights =
            ways.stream()
                .flatMap(way -> ((JsonObject) way).getJsonArray("staff", new JsonArray()).stream())
                .map(word -> Right.of((String) word))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
        if (ways.isEmpty()) continue;
        var method = operation.getKey().toUpperCase(Locale.ROOT);
        found.add(new Staffed(method, url, path.getKey(), rights));
      }
    }
    return found;
  }

  private static List<Staffed> operations() {
    return node.operationsRoutes().stream()
        .filter(route -> !StaffOnly.rights(route).isEmpty())
        .map(
            route ->
                new Staffed(
                    route.methods().iterator().next().name(),
                    node.operationsUrl(),
                    route.getPath().replaceAll(":([a-z]+)", "{$1}"),
                    EnumSet.copyOf(StaffOnly.rights(route))))
        .toList();
  }

  private static String signed(String who, String right) {
    var settings = new Settings(Map.of("BAKERY_DATA", data.toString()));
    return StaffToken.sign(settings, who, List.of(right), Duration.ofMinutes(10));
  }

  private static void refused(
      Staffed route, HttpResponse<String> answer, int status, String problem) {
    assertThat(answer.statusCode()).as("%s: %s", route.name(), answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()).getString("type"))
        .isEqualTo("urn:bakery:problem:" + problem);
    assertThat(answer.headers().firstValue("www-authenticate").isPresent())
        .isEqualTo(status == 401);
  }

  private static String body(String url) {
    if (url.endsWith("/demonstration")) return "{\"speed\":60,\"load\":7}";
    if (url.endsWith("/availability")) return "{\"available\":false}";
    if (url.contains("/v1/bakery/workers/")) return "{\"hire\":1,\"node\":\"far-away\"}";
    if (url.contains("/workers/")) return "{\"hire\":1,\"node\":\"away\"}";
    if (url.contains("/policy/")) return "{\"policy\":\"off\"}";
    return "{\"reason\":\"a test\"}";
  }

  private static HttpResponse<String> send(String method, String url, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body(url)));
    if (token != null) request.header("Authorization", "Bearer " + token);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
