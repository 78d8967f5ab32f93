package bakery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Messages;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.Query;
import bakery.gateway.menu.MenuFixture;
import bakery.platform.Ids;
import bakery.platform.Letter;
import bakery.platform.Premises;
import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.Wire;
import bakery.platform.postgres.Database;
import bakery.platform.testing.LocalBus;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways on one PostgreSQL and one bus, over HTTP. */
class GatewayVerticleTest {

  private static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  private static final String BODY =
      """
      {"lines":[{"product":"croissant","quantity":2}],"fulfilment":{"method":"pickup"},
       "payment":{"method":"card","token":"tok_ok"}}""";

  private final TestDatabase server = TestDatabase.database();
  private final Database database = server.prepared("gateway");
  private final LocalBus bus = new LocalBus();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Vertx> open = new ArrayList<>();
  private GatewayVerticle one;
  private GatewayVerticle other;

  @BeforeEach
  void start() {
    Vertx kitchen = vertx();
    onLoop(kitchen, () -> bus.answer("kitchen", GatewayVerticleTest::kitchen));
    one = gateway();
    other = gateway();
    await().until(() -> get(one, "/v1/menu", "").statusCode() == 200);
    await().until(() -> get(other, "/v1/menu", "").statusCode() == 200);
  }

  @AfterEach
  void close() {
    client.shutdownNow(); // an open event stream would keep close() waiting
    open.forEach(vertx -> vertx.close().await());
  }

  @Test
  void what_one_gateway_takes_the_other_knows_shows_and_follows() throws Exception {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = order(one, key);
    JsonObject order = new JsonObject(first.body());
    String path = "/v1/orders/" + order.getString("id");
    String token = order.getString("trackingToken");

    CompletableFuture<List<String>> heard = follow(other, path, token);
    HttpResponse<String> cancelled = post(one, path + "/cancellation", token);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(order(other, key).body()).isEqualTo(first.body());
    assertThat(get(other, path, token).statusCode()).isEqualTo(200);
    assertThat(cancelled.statusCode()).isEqualTo(202);
    assertThat(heard.join()).startsWith("id: 1", "id: 2");
    assertThat(server.number("SELECT count(*) FROM gateway.orders")).isEqualTo(1);
  }

  @Test
  void a_restarted_gateway_sells_from_the_kept_menu_and_knows_the_old_tokens() {
    JsonObject order = new JsonObject(order(one, UUID.randomUUID().toString()).body());
    await().until(() -> server.number("SELECT count(*) FROM gateway.menu") == 1);

    GatewayVerticle restarted = gateway(new LocalBus());

    assertThat(get(restarted, "/v1/menu", "").body()).contains("croissant");
    assertThat(
            get(restarted, "/v1/orders/" + order.getString("id"), order.getString("trackingToken"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void while_the_database_is_away_the_gateway_says_so_and_recovers_by_itself() {
    JsonObject order = new JsonObject(order(one, UUID.randomUUID().toString()).body());
    String path = "/v1/orders/" + order.getString("id");
    String token = order.getString("trackingToken");
    TestDatabase.server().stopImmediately();

    HttpResponse<String> read = get(one, path, token);
    HttpResponse<String> placed = order(one, UUID.randomUUID().toString());

    assertThat(read.statusCode()).as(read.body()).isEqualTo(503);
    assertThat(read.headers().firstValue("retry-after")).isPresent();
    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(503);
    assertThat(get(one, "/v1/menu", "").statusCode()).isEqualTo(200);
    TestDatabase.server().start();
    await().atMost(Duration.ofSeconds(30)).until(() -> get(one, path, token).statusCode() == 200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> order(one, UUID.randomUUID().toString()).statusCode() == 201);
  }

  @Test
  void while_every_connection_of_the_pool_is_taken_customers_and_letters_are_told_to_try_later() {
    JsonObject order = new JsonObject(order(one, UUID.randomUUID().toString()).body());
    String path = "/v1/orders/" + order.getString("id");
    String token = order.getString("trackingToken");
    await().until(() -> server.number("SELECT count(*) FROM gateway.menu") == 1);
    Database narrow = narrow();
    LocalBus toCrowded = new LocalBus();
    GatewayVerticle crowded = gateway(toCrowded, narrow);
    Pool pool = narrow.pool(open.getLast(), "gateway");
    List<SqlConnection> taken = List.of(pool.getConnection().await(), pool.getConnection().await());

    HttpResponse<String> read = get(crowded, path, token);
    HttpResponse<String> placed = order(crowded, UUID.randomUUID().toString());
    List<Receipt> receipts = toCrowded.send("gateway", paymentHeld(order)).await();

    for (HttpResponse<String> refused : List.of(read, placed)) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }
    assertThat(receipts).containsExactly(Receipt.LATER);

    taken.forEach(SqlConnection::close);
    await()
        .until(
            () ->
                toCrowded
                    .send("gateway", paymentHeld(order))
                    .await()
                    .equals(List.of(Receipt.DONE)));
    assertThat(get(crowded, path, token).body()).contains("PAID");
    assertThat(order(crowded, UUID.randomUUID().toString()).statusCode()).isEqualTo(201);
  }

  @Test
  void an_order_that_somebody_keeps_locked_is_to_be_cancelled_later() throws Exception {
    JsonObject order = new JsonObject(order(one, UUID.randomUUID().toString()).body());
    String path = "/v1/orders/" + order.getString("id") + "/cancellation";
    String token = order.getString("trackingToken");

    HttpResponse<String> refused;
    try (Connection holder = server.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("SELECT FROM gateway.orders FOR UPDATE");
      long before = System.nanoTime();
      refused = post(one, path, token);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
    assertThat(post(one, path, token).statusCode()).isEqualTo(202);
  }

  @Test
  void a_drained_gateway_lets_go_of_its_followers_and_leaves() throws Exception {
    JsonObject order = new JsonObject(order(one, UUID.randomUUID().toString()).body());
    String path = "/v1/orders/" + order.getString("id");
    CompletableFuture<List<String>> heard = follow(one, path, order.getString("trackingToken"));

    one.drain().toCompletionStage().toCompletableFuture().join();

    assertThat(heard.join()).startsWith("id: 1");
    assertThat(get(other, path, order.getString("trackingToken")).statusCode()).isEqualTo(200);
  }

  private GatewayVerticle gateway() {
    return gateway(bus);
  }

  private GatewayVerticle gateway(LocalBus bus) {
    return gateway(bus, database);
  }

  /** Two connections, and little room and time to wait for them. */
  private Database narrow() {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("BAKERY_DB_POOL", "2");
    settings.put("BAKERY_DB_WAITING", "4");
    settings.put("BAKERY_DB_ACQUIRE_MILLIS", "300");
    Database narrow = new Database(new Settings(settings));
    narrow.prepare(List.of("gateway"));
    return narrow;
  }

  private static List<Letter> paymentHeld(JsonObject order) {
    UUID id = UUID.fromString(order.getString("id"));
    return List.of(WIRE.letter(new PaymentHeld(id, Money.of(640, "GBP")), null));
  }

  private GatewayVerticle gateway(LocalBus bus, Database database) {
    Vertx vertx = vertx();
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("BAKERY_HTTP_PORT", "0");
    Premises premises =
        new Premises(
            vertx,
            bus,
            WIRE,
            Ids.next(),
            "test",
            new Settings(settings),
            new SimpleMeterRegistry(),
            role -> database.pool(vertx, role));
    GatewayVerticle gateway = new GatewayVerticle(premises, 2);
    vertx.deployVerticle(gateway).await();
    return gateway;
  }

  private static Future<?> kitchen(Object query) {
    return query instanceof Query.ReadMenu
        ? Future.succeededFuture(MenuFixture.version(1, true))
        : Future.failedFuture("not asked for here");
  }

  private CompletableFuture<List<String>> follow(GatewayVerticle gateway, String path, String token)
      throws Exception {
    HttpResponse<Stream<String>> response =
        client.send(
            request(gateway, path + "/feed", token).GET().build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return CompletableFuture.supplyAsync(
        () -> response.body().filter(line -> line.startsWith("id:")).limit(2).toList());
  }

  private HttpResponse<String> order(GatewayVerticle gateway, String key) {
    return send(
        request(gateway, "/v1/orders", "")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(BODY)));
  }

  private HttpResponse<String> post(GatewayVerticle gateway, String path, String token) {
    return send(request(gateway, path, token).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> get(GatewayVerticle gateway, String path, String token) {
    return send(request(gateway, path, token).GET());
  }

  private static HttpRequest.Builder request(GatewayVerticle gateway, String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .timeout(Duration.ofSeconds(30));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Vertx vertx() {
    Vertx vertx = Vertx.vertx();
    open.add(vertx);
    return vertx;
  }

  private static void onLoop(Vertx vertx, Runnable task) {
    Context context = vertx.getOrCreateContext();
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          task.run();
          done.complete();
        });
    done.future().await();
  }
}
