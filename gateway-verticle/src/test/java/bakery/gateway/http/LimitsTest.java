package bakery.gateway.http;

import static bakery.gateway.http.Gateway.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.Samples;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of the HTTP side that can be set, each of them filled. */
class LimitsTest {

  private static final UUID ORDER = new UUID(0, 7);

  private final List<Line> lines = new ArrayList<>();
  private Gateway gateway;

  @AfterEach
  void close() {
    lines.forEach(Line::close);
    gateway.close();
  }

  @Test
  void one_connection_too_many_is_told_to_try_later_and_closed() {
    open("BAKERY_MAX_CONNECTIONS", "3");
    WebSocket follower = follow();
    Line first = connect();
    Line second = connect();
    connected(3);

    Line tooMany = connect().asks("GET /v1/menu HTTP/1.1\r\nHost: bakery\r\n\r\n");

    assertThat(tooMany.toItsEnd())
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("retry-after: 1")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("urn:bakery:problem:try-later");
    assertThat(refused()).isEqualTo(1);
    assertThat(first.asks(MENU).status()).isEqualTo(200);

    follower.close().await();
    second.close();
    connected(1);
    assertThat(connect().asks(MENU).status()).isEqualTo(200);
    assertThat(connect().asks(MENU).status()).isEqualTo(200);
  }

  @Test
  void very_many_connections_too_many_are_closed_without_a_word() {
    open("BAKERY_MAX_CONNECTIONS", "1");
    Line first = connect();
    connected(1);
    for (int i = 0; i < Connections.TOLD; i++) connect();
    connected(1 + Connections.TOLD);

    assertThat(connect().toItsEnd()).isEmpty();

    assertThat(first.asks(MENU).status()).isEqualTo(200);
    assertThat(refused()).isEqualTo(1 + Connections.TOLD);
  }

  @Test
  void more_requests_than_allowed_are_asked_to_try_later_and_orders_are_taken_all_the_same() {
    open("BAKERY_MAX_REQUESTS_IN_FLIGHT", "5");
    gateway.desk.slow = Promise.promise();
    List<CompletableFuture<HttpResponse<String>>> reads =
        IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(this::read)).toList();

    HttpResponse<?> tooMany =
        (HttpResponse<?>) CompletableFuture.anyOf(reads.toArray(CompletableFuture[]::new)).join();
    CompletableFuture<HttpResponse<String>> order = CompletableFuture.supplyAsync(this::order);
    ordersInFlight(1);
    gateway.desk.slow.complete();

    assertThat(tooMany.statusCode()).isEqualTo(503);
    assertThat(tooMany.headers().firstValue("retry-after")).contains("1");
    assertThat(reads.stream().map(CompletableFuture::join).filter(r -> r.statusCode() == 404))
        .hasSize(5);
    assertThat(order.join().statusCode()).isEqualTo(201);
    assertThat(read().statusCode()).isEqualTo(404);
  }

  @Test
  void where_there_is_no_room_for_an_order_no_more_of_it_is_read_than_else() {
    open("BAKERY_MAX_ORDERS_IN_FLIGHT", "1");
    gateway.desk.slow = Promise.promise();
    CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(this::order);
    ordersInFlight(1);

    assertThat(connect().asks(POST + "Content-Length: 2\r\n\r\n{}").status()).isEqualTo(429);
    assertThat(connect().asks(POST + "Content-Length: 16385\r\n\r\n").status()).isEqualTo(413);
    Line endless = connect().asks(POST + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 17; i++) endless.asks("400\r\n" + " ".repeat(1_024) + "\r\n");
    assertThat(endless.status()).isEqualTo(413);

    gateway.desk.slow.complete();
    assertThat(first.join().statusCode()).isEqualTo(201);
  }

  @Test
  void a_body_that_does_not_arrive_is_not_waited_for() {
    open("BAKERY_HTTP_REQUEST_MILLIS", "200");

    Line slow =
        connect()
            .asks(
                """
                POST /v1/orders HTTP/1.1\r
                Host: bakery\r
                Content-Type: application/json\r
                Idempotency-Key: 0123456789012345678901\r
                Content-Length: 100\r
                \r
                {""");

    assertThat(slow.status()).isEqualTo(408);
  }

  @Test
  void a_connection_on_which_nothing_moves_is_closed() {
    open("BAKERY_HTTP_IDLE_MILLIS", "1000");

    assertThat(connect().toItsEnd()).isEmpty();

    connected(0);
  }

  @Test
  void a_gateway_that_stops_does_not_wait_for_ever_for_requests_under_way() throws Exception {
    open("BAKERY_HTTP_DRAIN_MILLIS", "200");
    gateway.desk.slow = Promise.promise();
    Line waiting = connect().asks(READ);
    await().until(gateway.desk.asked::get);

    CompletableFuture.runAsync(gateway::drain).get(5, TimeUnit.SECONDS);

    assertThat(waiting.toItsEnd()).isEmpty();
  }

  private static final String POST =
      "POST /v1/orders HTTP/1.1\r\nHost: bakery\r\nContent-Type: application/json\r\n"
          + "Idempotency-Key: 0123456789012345678901\r\n";
  private static final String MENU = "GET /v1/menu HTTP/1.1\r\nHost: bakery\r\n\r\n";
  private static final String READ =
      "GET /v1/orders/"
          + ORDER
          + " HTTP/1.1\r\nHost: bakery\r\nAuthorization: Bearer "
          + STAFF
          + "\r\n\r\n";

  private void open(String limit, String value) {
    gateway = new Gateway(Map.of(limit, value));
  }

  private Line connect() {
    Line line = Line.to(gateway.port());
    lines.add(line);
    return line;
  }

  private void connected(int count) {
    await().until(() -> gateway.meters.get("bakery.http.connections").gauge().value() == count);
  }

  private void ordersInFlight(int count) {
    await()
        .until(
            () ->
                gateway.meters.get("bakery.http.in.flight").tag("sort", "orders").gauge().value()
                    == count);
  }

  private double refused() {
    return gateway.meters.get("bakery.http.connections.refused").counter().count();
  }

  private WebSocket follow() {
    gateway.desk.place(
        Samples.fresh(ORDER, Samples.DELIVERY, Samples.CARD), new IdempotencyKey("k", "d"));
    return gateway
        .sockets
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gateway.port())
                .setURI("/v1/orders/" + ORDER + "/feed?token=" + gateway.tokens.token(ORDER)))
        .await();
  }

  private HttpResponse<String> read() {
    return gateway.call("GET", "/v1/orders/" + ORDER, null, "Authorization", "Bearer " + STAFF);
  }

  private HttpResponse<String> order() {
    return gateway.call(
        "POST",
        "/v1/orders",
        OrderBodies.pickedUp().encode(),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }
}
