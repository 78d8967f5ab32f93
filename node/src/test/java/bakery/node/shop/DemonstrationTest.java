package bakery.node.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.gateway.floor.Tempo;
import bakery.node.shop.Demonstration.State;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day of three orders, as a gateway hears of it. */
@Timeout(60)
class DemonstrationTest {
  private static final Day DAY =
      new Day("a-day", List.of(sale("08:00:00", 1), sale("08:00:30", 2), sale("08:01:00", 3)));
  private static final int MANY = 1_000;

  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private final Queue<JsonObject> orders = new ConcurrentLinkedQueue<>();
  private HttpServer gateway;
  private volatile int status = 201;

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.createContext("/v1/orders", this::take);
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  @Test
  void everyOrderOfTheDayIsPlacedSoManyTimesAndBrought() {
    var demonstration = demonstration(new Tempo(600, 4), MANY).start();

    await().until(() -> demonstration.progress().state() == State.OVER);
    await().until(() -> demonstration.progress().placed() == 12);

    assertThat(keys).hasSize(12).doesNotHaveDuplicates();
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order.getJsonObject("fulfilment").getString("method"))
                    .isEqualTo("delivery"));
    assertThat(demonstration.progress().time()).isEqualTo(LocalTime.of(8, 1));
    assertThat(demonstration.progress().refused()).isZero();
  }

  @Test
  void theTempoIsKeptAndAnotherIsHeardOfAtOnce() {
    var began = System.nanoTime();
    var demonstration = demonstration(new Tempo(60, 1), MANY).start();
    await().until(() -> demonstration.progress().placed() == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));

    demonstration.change(new Tempo(1, 1)); // the next in half a minute, but for the next line
    demonstration.change(new Tempo(3_600, 1));

    await().until(() -> demonstration.progress().state() == State.OVER);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void noMoreThanTheLimitIsOrderedInASecond() {
    var began = System.nanoTime();
    var demonstration = demonstration(new Tempo(3_600, 20), 20).start();

    await().until(() -> demonstration.progress().state() == State.OVER);

    assertThat(orders).hasSize(60);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(2_500));
  }

  @Test
  void onceStoppedItOrdersNothingMore() {
    var demonstration = demonstration(new Tempo(1, 1), MANY).start();
    await().until(() -> demonstration.progress().placed() == 1);

    demonstration.stop();

    assertThat(demonstration.progress().state()).isEqualTo(State.STOPPED);
    assertThat(demonstration.progress().time()).isEqualTo(LocalTime.of(8, 0));
  }

  @Test
  void whatTheBakeryRefusesIsCountedWithItsReason() {
    status = 422;
    var demonstration = demonstration(new Tempo(3_600, 1), MANY).start();

    await().until(() -> demonstration.progress().refused() == 3);

    assertThat(demonstration.progress().placed()).isZero();
    assertThat(demonstration.progress().problem()).contains("422", "sold out");
  }

  @Test
  void theDayThatIsShippedIsTheOneOfTheExamples() {
    assertThat(Day.saturday().sales()).hasSize(139);
    assertThat(Day.saturday().ordersPerSecond()).isBetween(0.003, 0.0031);
  }

  private Demonstration demonstration(Tempo tempo, int most) {
    var uri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    return new Demonstration(() -> new ShopClient(List.of(uri), null), DAY, tempo, most);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      orders.add(
          new JsonObject(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var answer =
          status == 201
              ? "{\"id\":\"%s\",\"trackingToken\":\"x\"}".formatted(UUID.randomUUID())
              : "bread is sold out";
      exchange.sendResponseHeaders(status, answer.length());
      exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Sale sale(String time, long transaction) {
    var sale = Sale.at(LocalTime.parse(time), transaction);
    sale.add("Bread");
    return sale;
  }
}
