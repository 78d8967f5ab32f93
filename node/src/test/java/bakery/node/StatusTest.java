package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.billing.Payments;
import bakery.delivery.Deliveries;
import bakery.gateway.orders.Orders;
import bakery.kitchen.Tickets;
import bakery.node.terminal.Exit;
import bakery.platform.Settings;
import bakery.platform.Survey;
import bakery.platform.Table;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code status} says of a small bakery, held against its tables; and its customers and
 * operators at a terminal. The books are in a database of their own, so that it can be away alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusTest {
  private static final int AT_ONCE = 6;
  private static final TestDatabase DATABASE = TestDatabase.database();
  private static final TestDatabase BOOKS = TestDatabase.database();
  private static final String HOME = "Ada Baker;+44 131 496 0123;12 Rose Street;Edinburgh;EH2 2PR";

  private static final String TAKEN =
      "SELECT count(*) FROM gateway.idempotency_key WHERE placed_at > now() - interval '1 min'";
  private static final String SOLD =
      "SELECT count(DISTINCT order_id) FROM billing.journal WHERE booked_at > now() - interval '1 min'";

  @TempDir static Path data;
  private static String last;
  private static Node node;
  private static Commands bakery;

  @BeforeAll
  static void open() throws Exception {
    var settings = new HashMap<>(DATABASE.settings());
    settings.put("BAKERY_DB_BILLING", BOOKS.settings().get("BAKERY_DB"));
    settings.put("BAKERY_DATA", data.toString());
    settings.put("BAKERY_NAME", "west");
    settings.put("BAKERY_ROLES", "gateway=1,kitchen=2,delivery=1,billing=1");
    settings.put("BAKERY_HTTP_PORT", "0");
    settings.put("BAKERY_PACE", "60");
    settings.put("BAKERY_TRAVEL_SECONDS", "30");
    settings.put("BAKERY_DRAIN_MILLIS", "0");
    settings.put("BAKERY_OVEN_SLOTS", "1");
    settings.put("BAKERY_CLUSTER_PORT", "15711");
    node = Node.open(new Settings(settings));
    bakery = new Commands(data);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  @Order(2)
  void rowsThatHaveEndedCostNothing() {
    var tables =
        Map.of(
            "gateway", new Orders(),
            "kitchen", new Tickets(),
            "delivery", new Deliveries(),
            "billing", new Payments());
    var vertx = Vertx.vertx();
    try {
      tables.forEach(
          (role, table) ->
              assertThat(plan(vertx, role, table))
                  .contains("Index Scan using " + table.name() + "_due")
                  .doesNotContain("Seq Scan on " + table.name())
                  .doesNotContain("Seq Scan on journal")
                  .doesNotContain("Seq Scan on idempotency_key"));
    } finally {
      vertx.close();
    }
  }

  @Test
  @Order(1)
  void anOrderIsMadeAndFollowedAtATerminal() {
    await().atMost(20, SECONDS).until(() -> bakery.say("menu").code() == Exit.OK);
    var taken = bakery.done("order", "coffee=2", "--card", "tok_ok", "--to", HOME, "--json").json();

    var told =
        bakery.done("follow", taken.getString("id"), "--token", taken.getString("trackingToken"));

    assertThat(told.out().lines().map(line -> line.replaceAll(" +", " ").split(" ")[2]))
        .containsExactly(
            "PLACED", "PAID", "BAKING", "READY", "ON_THE_WAY", "DELIVERED", "COMPLETED");
    var declined =
        bakery.say("order", "coffee", "--card", "tok_declined", "--pickup", "--follow", "--json");
    assertThat(declined.code()).isEqualTo(Exit.FAILED);
    assertThat(declined.out().lines().map(JsonObject::new).map(step -> step.getString("status")))
        .containsExactly("PLACED", "PLACED", "DECLINED");
  }

  @Test
  @Order(3)
  void whatIsSoldOutIsRefusedUntilItIsSoldAgain() {
    assertThat(bakery.done("menu", "sold-out", "fudge").out()).isEqualTo("Fudge is sold out\n");

    await().atMost(10, SECONDS).until(() -> fudge().code() == Exit.FAILED);
    assertThat(fudge().err()).contains("/lines/0/product is sold out").doesNotContain("\tat ");
    assertThat(bakery.done("menu").out()).containsPattern("fudge .*sold out");

    bakery.done("menu", "available", "fudge");
    await().atMost(10, SECONDS).until(() -> fudge().code() == Exit.OK);
    assertThat(bakery.say("menu", "sold-out", "gold").code()).isEqualTo(Exit.FAILED);
  }

  @Test
  @Order(4)
  void whatCannotBeMeantIsNotSent() {
    assertThat(bakery.say("order", "coffee=0", "--pickup", "--cash").code()).isEqualTo(Exit.USAGE);
    assertThat(bakery.say("order", "coffee", "--cash").code()).isEqualTo(Exit.USAGE);
    assertThat(bakery.say("order", "coffee", "--cash", "--to", "Ada").err()).contains("five parts");
    assertThat(bakery.say("status", "--every", "0").code()).isEqualTo(Exit.USAGE);
    assertThat(bakery.say("parked", "show", "kitchen", UUID.randomUUID().toString()).code())
        .isEqualTo(Exit.FAILED);
  }

  /** Two are in the ovens for half a minute, the others wait. */
  @Test
  @Order(5)
  void ordersUnderWayAreCountedAsTheTablesHaveThem() {
    for (int i = 0; i < AT_ONCE; i++) last = bread();
    await()
        .atMost(20, SECONDS)
        .until(
            () -> counts("kitchen.ticket"), Map.of("BAKING", 2L, "WAITING", AT_ONCE - 2L)::equals);

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () -> {
              var status = bakery.done("status", "--json").json();
              var kitchen = status.getJsonObject("roles").getJsonObject("kitchen");
              var orders = status.getJsonObject("orders");
              assertThat(told(orders)).isEqualTo(counts("gateway.orders"));
              assertThat(told(kitchen)).isEqualTo(counts("kitchen.ticket"));
              assertThat(kitchen.getJsonObject("waiting").getLong("count")).isEqualTo(AT_ONCE - 2);
              assertThat(kitchen.getJsonArray("workers").stream().map(JsonObject.class::cast))
                  .extracting(baker -> baker.getLong("holds"))
                  .containsExactly(1L, 1L);
              assertThat(orders.getDouble("takenPerSecond")).isEqualTo(perSecond(TAKEN, DATABASE));
              assertThat(orders.getDouble("soldPerSecond")).isEqualTo(perSecond(SOLD, BOOKS));
              assertThat(status.getBoolean("well")).as(status.encode()).isTrue();
            });
    assertThat(bakery.done("status").out())
        .contains("The bakery is well.", "1 of 1", "1 farm-house", "2 BAKING", "west");
  }

  @Test
  @Order(6)
  void aStuckOrderIsFoundExplainedAndCancelled() {
    assertThat(status(last)).isEqualTo("PAID");
    DATABASE.execute(
        "INSERT INTO gateway.stuck (id, cause) VALUES ('%s', 'for a test')".formatted(last));

    var worried = bakery.say("status", "--check", "--json");
    assertThat(worried.code()).isEqualTo(Exit.NO);
    assertThat(worried.json().getJsonArray("worries").encode())
        .contains("gateway: 1 rows are stuck");
    assertThat(bakery.done("stuck", "show", "gateway", last).out()).contains("for a test");
    assertThat(bakery.done("stuck", "compensate", "gateway", last).out()).contains("is CANCELLING");

    await().atMost(10, SECONDS).until(() -> status(last).equals("CANCELLED"));
    assertThat(bakery.say("stuck", "compensate", "gateway", last).err()).contains("is stuck in");
    await().atMost(10, SECONDS).until(() -> bakery.say("status", "--check").code() == Exit.OK);
  }

  @Test
  @Order(7)
  void aWatchWithoutATerminalIsABlockEachTime() {
    var told = bakery.done("status", "--watch", "--every", "1", "--times", "2", "--json").out();

    assertThat(told.lines().map(JsonObject::new).map(status -> status.getBoolean("well")))
        .containsExactly(true, true);
    assertThat(bakery.done("status", "--watch", "--times", "1").out())
        .contains("NODE", "ROLE", "WHO")
        .doesNotContain("\033");
  }

  @Test
  @Order(8)
  void aRoleWhoseDatabaseIsAwayIsUnknownAndTheOthersAreTold() {
    var name = BOOKS.query("SELECT current_database() AS name").getFirst().get("name");
    DATABASE.execute("ALTER DATABASE \"%s\" ALLOW_CONNECTIONS false".formatted(name));
    DATABASE.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

    var status = bakery.done("status", "--json").json();

    assertThat(status.getJsonArray("worries").encode()).contains("billing is unknown");
    var roles = status.getJsonObject("roles");
    assertThat(roles.getJsonObject("billing").containsKey("open")).isFalse();
    assertThat(roles.getJsonObject("kitchen").getJsonObject("database").getBoolean("known"))
        .isTrue();
    assertThat(status.getJsonObject("orders").containsKey("soldPerSecond")).isFalse();
    assertThat(bakery.done("status").out()).containsPattern("billing +unknown").contains("? sold");
    DATABASE.execute("ALTER DATABASE \"%s\" ALLOW_CONNECTIONS true".formatted(name));
  }

  /** The id of the order. */
  private static String bread() {
    return bakery
        .done("order", "farm-house", "--card", "tok_ok", "--to", HOME, "--json")
        .json()
        .getString("id");
  }

  private static Commands.Result fudge() {
    return bakery.say("order", "fudge", "--pickup", "--cash");
  }

  private static String status(String order) {
    return DATABASE
        .query("SELECT status FROM gateway.orders WHERE id = '" + order + "'")
        .getFirst()
        .get("status")
        .toString();
  }

  /** Open rows by status, as the table has them. */
  private static Map<String, Long> counts(String table) {
    return DATABASE
        .query("SELECT status, count(*) AS n FROM " + table + " WHERE open GROUP BY status")
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get("status"), row -> (Long) row.get("n")));
  }

  /** The same, as it is told. */
  private static Map<String, Long> told(JsonObject of) {
    var all = new HashMap<String, Long>();
    of.getJsonObject("open")
        .forEach(each -> all.put(each.getKey(), ((JsonObject) each.getValue()).getLong("count")));
    return all;
  }

  private static double perSecond(String ofLastMinute, TestDatabase database) {
    return Math.round(database.number(ofLastMinute) / 60.0 * 100) / 100.0;
  }

  /** As the nodes' own connections plan it. */
  private static String plan(Vertx vertx, String role, Table<?, ?> table) {
    var database = role.equals("billing") ? BOOKS : DATABASE;
    var rows =
        database
            .prepared(role)
            .pool(vertx, role)
            .query("EXPLAIN " + Survey.of(table))
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var plan = new StringBuilder();
    rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString();
  }
}
