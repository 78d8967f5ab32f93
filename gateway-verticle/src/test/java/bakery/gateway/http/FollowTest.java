package bakery.gateway.http;

import static bakery.gateway.http.Gateway.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.gateway.model.Status;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Feeds over real websockets and event streams. */
class FollowTest {

  private final Gateway gateway = new Gateway(Map.of("BAKERY_MAX_FOLLOWERS", "3"));
  private final UUID order = place();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void a_socket_hears_every_step_and_is_closed_when_the_order_has_ended() {
    Socket socket = follow("?after=0&token=" + token());
    assertThat(socket.opened()).isTrue();

    gateway.announce(gateway.desk.move(order, Status.PAID));
    gateway.announce(gateway.desk.move(order, Status.COMPLETED));

    socket.closedWith(1000, "the order has ended");
    assertThat(socket.seqs()).containsExactly(1, 2, 3);
    JsonObject last = new JsonObject(socket.heard.getLast());
    assertThat(last.getString("status")).isEqualTo("COMPLETED");
    assertThat(last.getString("orderId")).isEqualTo(order.toString());
    assertThat(last.fieldNames()).contains("at");
    await().until(() -> gateway.feed.followers() == 0);
  }

  @Test
  void whoever_resumes_after_the_end_is_closed_at_once() {
    gateway.desk.move(order, Status.DECLINED);

    follow("?after=2&token=" + token()).closedWith(1000, "the order has ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bakery.feed,bearer.TOKEN", "bearer.TOKEN,bakery.feed"})
  void a_browser_sends_the_token_as_subprotocol_and_does_not_get_it_back(String offered) {
    Socket socket = open("", List.of(), List.of(offered.replace("TOKEN", token()).split(",")));

    assertThat(socket.socket.subProtocol()).isEqualTo("bakery.feed");
  }

  @Test
  void a_browser_that_offers_nothing_but_the_token_gets_it_chosen() {
    Socket socket = open("", List.of(), List.of("bearer." + token()));

    assertThat(socket.socket.subProtocol()).isEqualTo("bearer." + token());
    await().until(() -> socket.seqs().equals(List.of(1)));
  }

  @Test
  void a_protocol_that_nobody_speaks_is_not_chosen() {
    assertThatThrownBy(() -> open("", List.of("Authorization", "Bearer " + STAFF), List.of("chat")))
        .hasMessageContaining("Invalid subprotocol. Actual: null");
  }

  @Test
  void sockets_are_refused_with_a_problem_before_they_open() {
    assertThat(rejected("?after=-1&token=" + token())).isEqualTo(400);
    assertThat(rejected("?after=x&token=" + token())).isEqualTo(400);
    assertThat(rejected("?after=2&token=" + token())).isEqualTo(400);
    assertThat(rejected("?after=99999999999&token=" + token())).isEqualTo(400);
    assertThat(rejected("")).isEqualTo(401);
    assertThat(rejected("?token=wrong")).isEqualTo(403);
    gateway.desk.away = true;
    assertThat(rejected("?token=" + token())).isEqualTo(503);
    gateway.desk.away = false;
    gateway.desk.orders.clear();
    assertThat(rejected("?token=" + token())).isEqualTo(404);
    assertThat(gateway.feed.followers()).isZero();
  }

  @Test
  void the_fourth_of_three_followers_is_asked_to_try_later() {
    for (int i = 0; i < 3; i++) follow("?token=" + token());

    assertThat(rejected("?token=" + token())).isEqualTo(503);
  }

  @Test
  void a_socket_that_closes_makes_room() {
    Socket first = follow("?token=" + token());
    for (int i = 0; i < 2; i++) follow("?token=" + token());

    first.socket.close().await();

    await().until(() -> gateway.feed.followers() == 2);
    assertThat(follow("?token=" + token()).opened()).isTrue();
  }

  @ParameterizedTest(name = "reset: {0}")
  @ValueSource(booleans = {true, false})
  void who_leaves_before_his_feed_opens_is_no_failure_of_ours(boolean reset) throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(Problems.class);
    ListAppender<ILoggingEvent> noted = new ListAppender<>();
    noted.start();
    log.addAppender(noted);
    for (int i = 0; i < 20; i++) {
      gateway.desk.asked.set(false);
      gateway.desk.slow = Promise.promise();
      Line line = Line.to(gateway.port()).asks(upgrade());
      await().until(gateway.desk.asked::get);
      if (reset) line.socket().setSoLinger(true, 0);
      line.close();
      gateway.desk.slow.complete();
    }

    await().until(() -> gateway.feed.followers() == 0);
    gateway.desk.slow = null;
    assertThat(follow("?token=" + token()).opened()).isTrue();
    assertThat(noted.list).isEmpty();
  }

  private String upgrade() {
    return """
        GET /v1/orders/%s/feed?token=%s HTTP/1.1
        Host: 127.0.0.1
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
        .formatted(order, token())
        .replace("\n", "\r\n");
  }

  @Test
  void when_the_gateway_closes_sockets_are_told_to_come_back() {
    Socket socket = follow("?token=" + token());
    await().until(() -> socket.seqs().equals(List.of(1)));

    gateway.drain();

    socket.closedWith(1012, "resume with after=1");
    assertThatThrownBy(() -> follow("?token=" + token())).isInstanceOf(Exception.class);
  }

  @Test
  void requests_under_way_are_answered_before_the_gateway_closes() {
    gateway.desk.asked.set(false);
    gateway.desk.slow = io.vertx.core.Promise.promise();
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () ->
                gateway.raw(
                    "GET", "/v1/orders/" + order, null, "Authorization", "Bearer " + STAFF));
    await().until(gateway.desk.asked::get);

    CompletableFuture<Void> drained = CompletableFuture.runAsync(gateway::drain);
    await().until(() -> !listening());
    gateway.desk.slow.complete();

    assertThat(answer.join().statusCode()).isEqualTo(200);
    drained.join();
  }

  @Test
  void a_message_larger_than_any_we_want_closes_the_socket() {
    Socket socket = follow("?token=" + token());

    socket.socket.writeTextMessage("x".repeat(Limits.SOCKET_FRAME_BYTES + 1));

    await().until(socket.closed::isDone);
    await().until(() -> gateway.feed.followers() == 0);
  }

  @Test
  void an_event_source_hears_the_same_and_is_told_the_end() throws Exception {
    HttpResponse<Stream<String>> response = events("?after=0", "Accept", "text/event-stream");
    gateway.announce(gateway.desk.move(order, Status.PAID));
    gateway.announce(gateway.desk.move(order, Status.CANCELLED));

    List<String> lines = response.body().toList();

    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("id:"))
        .containsExactly("id: 1", "id: 2", "id: 3");
    assertThat(lines).filteredOn(line -> line.startsWith("data:")).hasSize(3);
    assertThat(
            gateway
                .raw(
                    "GET",
                    "/v1/orders/" + order + "/feed",
                    null,
                    "Last-Event-ID",
                    "3",
                    "Authorization",
                    "Bearer " + STAFF)
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void an_event_source_resumes_where_it_was() throws Exception {
    gateway.desk.move(order, Status.PAID);
    gateway.desk.move(order, Status.COMPLETED);

    List<String> lines = events("?after=0", "Last-Event-ID", "2").body().toList();

    assertThat(lines).filteredOn(line -> line.startsWith("id:")).containsExactly("id: 3");
  }

  @Test
  void who_wants_neither_is_told_what_there_is() {
    HttpResponse<String> response =
        gateway.call(
            "GET",
            "/v1/orders/" + order + "/feed",
            null,
            "Accept",
            "application/json",
            "Authorization",
            "Bearer " + STAFF);

    assertThat(response.statusCode()).isEqualTo(406);
  }

  private HttpResponse<Stream<String>> events(String query, String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.uri("/v1/orders/" + order + "/feed" + query))
            .header("Authorization", "Bearer " + token())
            .headers(headers)
            .build();
    return gateway.client().send(request, HttpResponse.BodyHandlers.ofLines());
  }

  private UUID place() {
    HttpResponse<String> response =
        gateway.call(
            "POST",
            "/v1/orders",
            OrderBodies.pickedUp().encode(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            UUID.randomUUID().toString());
    return UUID.fromString(new JsonObject(response.body()).getString("id"));
  }

  private String token() {
    return gateway.tokens.token(order);
  }

  private boolean listening() {
    try (java.net.Socket probe = new java.net.Socket("127.0.0.1", gateway.port())) {
      return probe.isConnected();
    } catch (java.io.IOException refused) {
      return false;
    }
  }

  private int rejected(String query) {
    try {
      follow(query);
      return 101;
    } catch (Exception e) {
      return ((UpgradeRejectedException) e).getStatus();
    }
  }

  private Socket follow(String query) {
    return open(query, List.of(), List.of());
  }

  private Socket open(String query, List<String> headers, List<String> protocols) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(gateway.port())
            .setURI("/v1/orders/" + order + "/feed" + query);
    for (int i = 0; i < headers.size(); i += 2)
      options.addHeader(headers.get(i), headers.get(i + 1));
    protocols.forEach(options::addSubProtocol);
    Socket socket = new Socket();
    socket.socket =
        gateway
            .sockets
            .webSocket()
            .textMessageHandler(socket.heard::add)
            .closeHandler(v -> socket.closed.complete(null))
            .connect(options)
            .await();
    return socket;
  }

  private static final class Socket {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    WebSocket socket;

    boolean opened() {
      return !socket.isClosed();
    }

    List<Integer> seqs() {
      return heard.stream().map(text -> new JsonObject(text).getInteger("seq")).toList();
    }

    void closedWith(int code, String reason) {
      await().until(closed::isDone);
      assertThat(socket.closeStatusCode()).isEqualTo((short) code);
      assertThat(socket.closeReason()).isEqualTo(reason);
    }
  }
}
