package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Right;
import bakery.platform.Settings;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with a kitchen and a gateway, in which letters and rows have gone wrong. */
class RepairTest {
  private static final TestDatabase DATABASE = TestDatabase.database();

  @TempDir static Path data;
  private static Node node;
  private static String key;

  @BeforeAll
  static void open() throws Exception {
    var settings = new HashMap<>(DATABASE.settings());
    settings.put("BAKERY_DATA", data.toString());
    settings.put("BAKERY_ROLES", "kitchen=1,gateway=0");
    settings.put("BAKERY_PACE", "instant");
    settings.put("BAKERY_CLUSTER_PORT", "15701");
    node = Node.open(new Settings(settings));
    key = node.token("Ada", Duration.ofHours(1), Right.OPERATOR);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void aLetterThatWasRefusedTooOftenIsShownWithTheReasonAndSentAgainWhenToldSo() throws Exception {
    var order = UUID.randomUUID();
    var letter = refusedFourTimes(order);
    await().atMost(20, SECONDS).until(() -> !row(letter).isEmpty());

    assertThat(row(letter))
        .isEqualTo(
            new JsonObject()
                .put("role", "kitchen")
                .put("id", letter)
                .put("to", "gateway")
                .put("type", "order-baked")
                .put("key", order.toString())
                .put("refusals", 5)
                .put("writtenAt", row(letter).getString("writtenAt"))
                .put("parkedAt", row(letter).getString("parkedAt"))
                .put("reason", "nobody placed order " + order));
    assertThat(get("/metrics", key).body()).contains("bakery_letters_parked{");

    assertThat(post("/parked/kitchen/" + letter + "/retry", key, "").statusCode()).isEqualTo(200);

    await().atMost(20, SECONDS).until(() -> refusals(letter) == 1);
    assertThat(row(letter)).isEmpty();
    assertThat(post("/parked/kitchen/" + letter + "/retry", key, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aLetterIsGivenUpWithAReasonThatIsKept() throws Exception {
    var order = UUID.randomUUID();
    var letter = refusedFourTimes(order);
    await().atMost(20, SECONDS).until(() -> !row(letter).isEmpty());

    assertThat(post("/parked/kitchen/" + letter + "/discard", key, "{}").statusCode())
        .isEqualTo(422);
    assertThat(command("parked", "discard", "kitchen", letter, "--reason=a test"))
        .isEqualTo("kitchen " + letter + ": discarded\n");

    assertThat(row(letter)).isEmpty();
    assertThat(
            DATABASE.query(
                "SELECT details ->> 'key' AS key, details ->> 'type' AS type, details ->> 'refusal' AS refusal, who, by_right, reason FROM kitchen.audit WHERE thing = '"
                    + letter
                    + "'"))
        .singleElement()
        .satisfies(
            kept ->
                assertThat(kept.values())
                    .containsExactly(
                        order.toString(),
                        "order-baked",
                        "nobody placed order " + order,
                        System.getProperty("user.name"),
                        "operator",
                        "a test"));
    assertThat(command("audit")).contains("discard-letter  kitchen  " + letter + "  a test");
  }

  @Test
  void aRowThatNothingCanBeDoneWithIsShownAndTriedAgainWhenToldSo() throws Exception {
    var ticket = UUID.randomUUID();
    DATABASE.execute(
        """
        INSERT INTO kitchen.ticket (id, items, status, work_seconds, open, due_at)
        VALUES ('%s', '[]', 'CHARRED', 1, true, now())
        """
            .formatted(ticket));
    await().atMost(20, SECONDS).until(() -> command("stuck").contains(ticket.toString()));
    var shown = new JsonArray(command("stuck", "list", "--json"));
    assertThat(shown.stream().map(JsonObject.class::cast))
        .filteredOn(row -> row.getString("id").equals(ticket.toString()))
        .singleElement()
        .satisfies(row -> assertThat(row.getString("cause")).contains("CHARRED"));

    DATABASE.execute(
        """
        UPDATE kitchen.ticket SET status = 'WAITING', due_at = now() + interval '1 h'
         WHERE id = '%s'
        """
            .formatted(ticket));
    assertThat(command("stuck", "nudge", "kitchen", ticket.toString()))
        .isEqualTo("kitchen " + ticket + ": nudged\n");

    await()
        .atMost(20, SECONDS)
        .until(
            () ->
                DATABASE.number(
                        "SELECT count(*) FROM kitchen.ticket WHERE status = 'BAKED' AND id = '"
                            + ticket
                            + "'")
                    == 1);
    assertThat(command("stuck")).doesNotContain(ticket.toString());
  }

  @Test
  void onlyStaffMayLookAndOrder() throws Exception {
    var path = "/parked/kitchen/" + UUID.randomUUID() + "/retry";

    assertThat(get("/parked", null).statusCode()).isEqualTo(401);
    assertThat(get("/stuck", "another").statusCode()).isEqualTo(401);
    assertThat(post(path, null, "").statusCode()).isEqualTo(401);
    assertThat(post(path, node.token("Ada", Duration.ofHours(1), Right.OFFICE), "").statusCode())
        .isEqualTo(403);
    assertThat(get("/stuck", "another").headers().firstValue("content-type"))
        .contains("application/problem+json");
  }

  @Test
  void whatCannotBeGrantedIsSaid() throws Exception {
    var id = UUID.randomUUID();

    assertThat(post("/parked/kitchen/" + id + "/retry", key, "").statusCode()).isEqualTo(404);
    assertThat(post("/parked/delivery/" + id + "/retry", key, "").body()).contains("not-here");
    assertThat(post("/parked/kitchen/7/retry", key, "").statusCode()).isEqualTo(400);
    assertThat(post("/parked/kitchen/" + id + "/discard", key, "{").statusCode()).isEqualTo(400);
    assertThat(post("/parked/kitchen/" + id + "/discard", key, "x".repeat(9_999)).statusCode())
        .isEqualTo(413);
    assertThat(get("/parked?limit=0", key).statusCode()).isEqualTo(400);
    assertThat(get("/parked?after=" + id, key).statusCode()).isEqualTo(400);
  }

  @Test
  void aLongListComesInPages() throws Exception {
    for (int i = 0; i < 3; i++) refusedFourTimes(UUID.randomUUID());
    await().atMost(20, SECONDS).until(() -> parked("").getJsonArray("parked").size() >= 3);

    var first = parked("?role=kitchen&limit=2");
    var next = parked("?role=kitchen&after=" + first.getJsonObject("next").getString("kitchen"));

    assertThat(first.getJsonArray("parked")).hasSize(2);
    assertThat(next.getJsonArray("parked")).isNotEmpty();
    assertThat(next.getJsonObject("next")).isEmpty();
    assertThat(next.getJsonArray("parked"))
        .doesNotContainAnyElementsOf(first.getJsonArray("parked"));
  }

  /** A letter of the kitchen to the gateway about an order that nobody placed. */
  private static String refusedFourTimes(UUID order) {
    var id = UUID.randomUUID().toString();
    DATABASE.execute(
        """
        INSERT INTO kitchen.outbox (id, destination, letters, refusals, tried_at)
        VALUES ('%s', 'gateway',
                '[{"type":"order-baked","key":"%s","message":{"orderId":"%s"}}]', 4,
                now() - interval '1 min')
        """
            .formatted(id, order, order));
    return id;
  }

  private static long refusals(String letter) {
    return DATABASE.number("SELECT refusals FROM kitchen.outbox WHERE id = '" + letter + "'");
  }

  /** As it is listed, or empty. */
  private static JsonObject row(String letter) throws Exception {
    return parked("").getJsonArray("parked").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(letter))
        .findFirst()
        .orElseGet(JsonObject::new);
  }

  private static JsonObject parked(String query) throws Exception {
    return new JsonObject(get("/parked" + query, key).body());
  }

  private static HttpResponse<String> get(String path, String key) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(node.operationsUrl() + path)), key);
  }

  private static HttpResponse<String> post(String path, String key, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(node.operationsUrl() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        key);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String key)
      throws Exception {
    if (key != null) request.header("Authorization", "Bearer " + key);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** What a command prints; it must go well. */
  private static String command(String... arguments) {
    var printed = new StringWriter();
    var line = Main.commandLine().setOut(new PrintWriter(printed, true));
    var words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--data", data.toString()));
    assertThat(line.execute(words.toArray(String[]::new))).as(printed.toString()).isZero();
    return printed.toString();
  }
}
