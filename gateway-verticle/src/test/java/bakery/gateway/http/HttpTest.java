package bakery.gateway.http;

import static bakery.gateway.http.Gateway.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Answer;
import bakery.contracts.KitchenCommand;
import bakery.contracts.Money;
import bakery.contracts.Query;
import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.contracts.TaxShare;
import bakery.gateway.menu.MenuFixture;
import bakery.gateway.model.Status;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interface over real HTTP; every answer is judged by the OpenAPI document as well. */
class HttpTest {

  private static final UUID NOBODYS = new UUID(77, 7);
  private static Gateway gateway;

  @BeforeAll
  static void open() {
    gateway = new Gateway(Map.of("BAKERY_MAX_ORDERS_IN_FLIGHT", "20"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @AfterEach
  void recover() {
    gateway.desk.away = false;
    gateway.desk.bug = null;
    gateway.desk.slow = null;
    gateway.bus.role("billing", null);
    gateway.bus.role("kitchen", query -> MenuFixture.version(3, false));
  }

  // ordering

  @Test
  void an_order_is_answered_with_prices_from_the_menu_and_a_token() {
    HttpResponse<String> response = order(OrderBodies.delivered(), key());

    JsonObject order = new JsonObject(response.body());
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("location"))
        .contains("/v1/orders/" + order.getString("id"));
    assertThat(order.getString("total")).isEqualTo("6.40");
    assertThat(order.getString("tax")).isEqualTo("1.07");
    assertThat(order.getString("currency")).isEqualTo("GBP");
    assertThat(order.getString("status")).isEqualTo("PLACED");
    assertThat(order.getInteger("seq")).isEqualTo(1);
    assertThat(order.getJsonArray("lines").getJsonObject(0).getString("unitPrice"))
        .isEqualTo("3.20");
    assertThat(order.getString("trackingToken"))
        .isEqualTo(gateway.tokens.token(UUID.fromString(order.getString("id"))));
    assertThat(response.body()).doesNotContain("High Street").doesNotContain("tok_ok");
  }

  @Test
  void a_repeated_request_gets_the_first_answer_whatever_has_happened_since() {
    String key = key();
    HttpResponse<String> first = order(OrderBodies.of("croissant"), key);
    gateway.desk.move(id(first), Status.PAID);

    HttpResponse<String> second = order(OrderBodies.of("croissant"), key);

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void a_repeated_request_gets_the_first_answer_even_when_it_is_sold_out_by_now() {
    String key = key();
    gateway.bus.role("kitchen", query -> MenuFixture.version(5, true));
    refreshMenu();
    HttpResponse<String> first = order(OrderBodies.of("salted-roll"), key);
    gateway.bus.role("kitchen", query -> MenuFixture.version(6, false));
    refreshMenu();

    assertThat(order(OrderBodies.of("salted-roll"), key).body()).isEqualTo(first.body());
    refused(order(OrderBodies.of("salted-roll"), key()), 422, "not-sold", "/lines/0/product");
    refused(
        order(
            OrderBodies.lines(2)
                .put("lines", OrderBodies.of("salted-roll").getValue("lines"))
                .put("payment", new JsonObject().put("method", "card").put("token", "x")),
            key),
        422,
        "key-reused",
        null);
  }

  @Test
  void another_body_under_the_same_key_is_refused() {
    String key = key();
    order(OrderBodies.of("croissant"), key);

    refused(order(OrderBodies.delivered(), key), 422, "key-reused", null);
  }

  @Test
  void an_order_can_be_found_by_its_key() {
    String key = key();
    UUID id = id(order(OrderBodies.pickedUp(), key));

    HttpResponse<String> found = gateway.call("GET", "/v1/orders?key=" + key, null);

    assertThat(id(found)).isEqualTo(id);
    refused(gateway.call("GET", "/v1/orders?key=" + key(), null), 404, "not-found", null);
    refused(gateway.call("GET", "/v1/orders?key=short", null), 400, "bad-key", null);
    refused(gateway.call("GET", "/v1/orders", null), 400, "bad-key", null);
  }

  @Test
  void a_hundred_at_once_with_one_key_are_one_order_or_try_later() {
    String key = key();
    int before = gateway.desk.orders.size();

    List<HttpResponse<String>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> order(OrderBodies.of("croissant"), key)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(201, 429);
    assertThat(answers.stream().filter(a -> a.statusCode() == 201).map(HttpResponse::body))
        .hasSizeGreaterThan(0)
        .containsOnly(
            answers.stream().filter(a -> a.statusCode() == 201).findFirst().orElseThrow().body());
    assertThat(gateway.desk.orders).hasSize(before + 1);
  }

  @Test
  void more_orders_in_flight_than_allowed_are_asked_to_try_later() {
    gateway.desk.slow = Promise.promise();
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 21)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> order(OrderBodies.of("croissant"), key())))
            .toList();
    HttpResponse<?> refused =
        (HttpResponse<?>) CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();

    gateway.desk.slow.complete();

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("1");
    assertThat(waiting.stream().map(CompletableFuture::join).filter(r -> r.statusCode() == 201))
        .hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          croissant | application/json                | 201
          croissant | application/json; charset=UTF-8 | 201
          croissant | text/plain                      | 415
          croissant | application/json; charset=latin1| 415
          unheard-of| application/json                | 422
          salted-roll| application/json               | 422""")
  void types_and_products(String product, String type, int status) {
    HttpResponse<String> response =
        gateway.call(
            "POST",
            "/v1/orders",
            OrderBodies.of(product).encode(),
            "Content-Type",
            type,
            "Idempotency-Key",
            key());

    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 422) refused(response, 422, "not-sold", "/lines/0/product");
  }

  @Test
  void bad_bodies_are_refused_and_leave_nothing() {
    int before = gateway.desk.orders.size();

    refused(post("{\"lines\":", key()), 400, "broken-json", null);
    refused(post("", key()), 400, "broken-json", null);
    refused(post("{}", key()), 422, "invalid", "/lines");
    refused(post("x".repeat(1_000_000), key()), 413, "too-large", null);
    refused(post(" ".repeat(Limits.BODY_BYTES + 1), key()), 413, "too-large", null);
    refused(post(OrderBodies.delivered().encode(), "short"), 400, "bad-key", null);
    refused(post(OrderBodies.delivered().encode(), "k".repeat(256)), 400, "bad-key", null);
    refused(post(OrderBodies.delivered().encode(), "k".repeat(21) + " é"), 400, "bad-key", null);
    refused(
        gateway.call(
            "POST",
            "/v1/orders",
            OrderBodies.delivered().encode(),
            "Content-Type",
            "application/json"),
        400,
        "bad-key",
        null);
    refused(
        order(OrderBodies.delivered("postalCode", "G1 1AA"), key()),
        422,
        "out-of-area",
        "/fulfilment/address/postalCode");

    assertThat(gateway.desk.orders).hasSize(before);
    assertThat(post(" ".repeat(Limits.BODY_BYTES - 2) + "{}", key()).statusCode()).isEqualTo(422);
  }

  @Test
  void outside_the_opening_hours_nothing_is_sold() {
    String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).getDayOfWeek().plus(3).name();
    try (Gateway closed =
        new Gateway(Map.of("BAKERY_OPENING_HOURS", today.substring(0, 3) + " 07:00-07:01"))) {
      HttpResponse<String> response =
          closed.call(
              "POST",
              "/v1/orders",
              OrderBodies.delivered().encode(),
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              key());

      refused(response, 422, "closed", null);
    }
  }

  // seeing and changing

  @Test
  void an_order_is_seen_with_its_token_and_with_a_token_of_staff_only() {
    UUID id = id(order(OrderBodies.pickedUp(), key()));
    UUID other = id(order(OrderBodies.pickedUp(), key()));
    gateway.desk.move(id, Status.PAID);
    String path = "/v1/orders/" + id;

    assertThat(new JsonObject(get(path, gateway.tokens.token(id)).body()).getString("status"))
        .isEqualTo("PAID");
    assertThat(get(path, STAFF).statusCode()).isEqualTo(200);
    refused(gateway.call("GET", path, null), 401, "token-missing", null);
    refused(get(path, gateway.tokens.token(other)), 403, "token-wrong", null);
    refused(get("/v1/orders/" + NOBODYS, "wrong"), 403, "token-wrong", null);
    refused(get("/v1/orders/" + NOBODYS, STAFF), 404, "not-found", null);
    refused(gateway.raw("GET", "/v1/orders/7", null, bearer(STAFF)), 404, "not-found", null);
    refused(gateway.call("GET", path + "?token=" + STAFF, null), 401, "token-missing", null);
  }

  @Test
  void a_history_has_every_step() {
    UUID id = id(order(OrderBodies.pickedUp(), key()));
    gateway.desk.move(id, Status.PAID);

    HttpResponse<String> response = get("/v1/orders/" + id + "/history", gateway.tokens.token(id));

    assertThat(new JsonObject(response.body()).getJsonArray("history"))
        .extracting(step -> ((JsonObject) step).getString("status"))
        .containsExactly("PLACED", "PAID");
  }

  @Test
  void an_order_is_cancelled_until_it_is_too_late() {
    UUID early = id(order(OrderBodies.pickedUp(), key()));
    UUID late = id(order(OrderBodies.pickedUp(), key()));
    gateway.desk.move(late, Status.BAKING);

    HttpResponse<String> cancelled = cancel(early, gateway.tokens.token(early));

    assertThat(cancelled.statusCode()).isEqualTo(202);
    assertThat(new JsonObject(cancelled.body()).getString("status")).isEqualTo("CANCELLING");
    refused(cancel(late, gateway.tokens.token(late)), 409, "too-late", null);
    refused(cancel(NOBODYS, STAFF), 404, "not-found", null);
    refused(cancel(early, "wrong"), 403, "token-wrong", null);
  }

  @Test
  void staff_hand_an_order_over_when_it_is_ready() {
    UUID id = id(order(OrderBodies.pickedUp(), key()));
    String path = "/v1/orders/" + id + "/collection";

    refused(gateway.call("POST", path, null, bearer(STAFF)), 409, "too-late", null);
    gateway.desk.move(id, Status.READY);
    refused(
        gateway.call("POST", path, null, bearer(gateway.tokens.token(id))),
        401,
        "token-invalid",
        null);
    assertThat(gateway.call("POST", path, null, bearer(STAFF)).statusCode()).isEqualTo(200);
    assertThat(gateway.desk.orders.get(id).status()).isEqualTo(Status.COLLECTED);
  }

  // menu and staff

  @Test
  void the_menu_is_revalidated_by_its_version() {
    HttpResponse<String> menu = gateway.call("GET", "/v1/menu", null);
    String etag = menu.headers().firstValue("etag").orElseThrow();

    assertThat(menu.statusCode()).isEqualTo(200);
    assertThat(menu.body()).contains("\"price\":\"3.20\"");
    assertThat(gateway.call("GET", "/v1/menu", null, "If-None-Match", etag).statusCode())
        .isEqualTo(304);
    assertThat(gateway.call("GET", "/v1/menu", null, "If-None-Match", "\"x\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void staff_say_what_is_sold_out() {
    List<Object> asked = new ArrayList<>();
    gateway.bus.role(
        "kitchen",
        query -> {
          asked.add(query);
          return query instanceof Query.SetAvailability set && set.product().equals("ufo")
              ? new Answer.Refused("there is no product ufo")
              : MenuFixture.version(3, false);
        });

    assertThat(availability("salted-roll", "{\"available\":false}", STAFF).body())
        .contains("\"available\":false");
    assertThat(asked)
        .contains(new Query.SetAvailability("salted-roll", false, new Staff("Ada", Right.KITCHEN)));
    refused(availability("ufo", "{\"available\":true}", STAFF), 404, "not-found", null);
    refused(availability("ufo", "{\"available\":1}", STAFF), 422, "invalid", "/available");
    refused(availability("ufo", "{\"a\":true}", STAFF), 422, "invalid", "/a");
    refused(availability("ufo", "{\"available\":true}", "nope"), 401, "token-invalid", null);
  }

  @Test
  void staff_see_tickets_and_finish_them() {
    gateway.bus.role(
        "kitchen",
        query ->
            switch (query) {
              case Query.ReadTickets read -> new Answer.Tickets(List.of(ticket()));
              case Query.FinishTicket finish ->
                  finish.orderId().equals(NOBODYS)
                      ? new Answer.Refused("there is no such ticket")
                      : new Answer.Done();
              default -> MenuFixture.version(3, false);
            });

    assertThat(get("/v1/tickets", STAFF).body()).contains("\"number\":\"A1\"");
    refused(get("/v1/tickets?limit=501", STAFF), 400, "bad-request", null);
    refused(gateway.call("GET", "/v1/tickets", null), 401, "token-missing", null);
    assertThat(finish(new UUID(1, 1)).statusCode()).isEqualTo(204);
    refused(finish(NOBODYS), 409, "too-late", null);
  }

  @Test
  void the_office_reads_the_day() {
    Money pounds = Money.of(640, "GBP");
    Money none = Money.of(0, "GBP");
    gateway.bus.role(
        "billing",
        query ->
            new Answer.DayReport(
                ((Query.ReadDayReport) query).date(),
                1,
                pounds,
                pounds,
                none,
                none,
                none,
                List.of(new TaxShare(2_000, pounds, Money.of(107, "GBP"))),
                List.of(new Answer.DayReport.ProductSales("croissant", 2, pounds))));

    JsonObject report = new JsonObject(get("/v1/reports/days/2017-02-04", STAFF).body());

    assertThat(report.getString("date")).isEqualTo(LocalDate.of(2017, 2, 4).toString());
    assertThat(report.getString("sales")).isEqualTo("6.40");
    assertThat(report.getJsonArray("tax").getJsonObject(0).getString("rate")).isEqualTo("20");
    for (String date : List.of("2017-02-30", "today", "2017-2-4", "20170204")) {
      refused(get("/v1/reports/days/" + date, STAFF), 400, "bad-request", null);
    }
    gateway.bus.role("billing", null);
    refused(get("/v1/reports/days/2017-02-04", STAFF), 503, "try-later", null);
  }

  // everything else

  @Test
  void without_a_database_the_gateway_answers_try_later() {
    UUID id = id(order(OrderBodies.pickedUp(), key()));
    gateway.desk.away = true;

    for (HttpResponse<String> response :
        List.of(
            order(OrderBodies.delivered(), key()),
            get("/v1/orders/" + id, gateway.tokens.token(id)),
            gateway.call("GET", "/v1/orders/" + id + "/feed", null, bearer(STAFF)))) {
      refused(response, 503, "try-later", null);
      assertThat(response.headers().firstValue("retry-after")).contains("1");
    }
    assertThat(gateway.call("GET", "/v1/menu", null).statusCode()).isEqualTo(200);
  }

  @Test
  void a_desk_that_never_answers_does_not_keep_the_customer() {
    try (Gateway impatient = new Gateway(Map.of("BAKERY_HTTP_REQUEST_MILLIS", "200"))) {
      impatient.desk.slow = Promise.promise();

      HttpResponse<String> response =
          impatient.call("GET", "/v1/orders/" + NOBODYS, null, bearer(STAFF));

      refused(response, 503, "try-later", null);
    }
  }

  @Test
  void a_bug_is_answered_without_telling_its_insides() {
    gateway.desk.bug = new IllegalStateException("secret thoughts");

    HttpResponse<String> response =
        gateway.raw("GET", "/v1/orders/" + NOBODYS, null, bearer(STAFF));

    refused(response, 500, "our-fault", null);
    assertThat(response.body()).doesNotContain("thoughts");
  }

  @Test
  void other_methods_and_places_are_problems_too() {
    HttpResponse<String> wrong = gateway.raw("DELETE", "/v1/orders", null);

    refused(wrong, 405, "method-not-allowed", null);
    assertThat(wrong.headers().firstValue("allow")).contains("GET, POST");
    refused(gateway.raw("GET", "/v2", null), 404, "not-found", null);
    refused(gateway.raw("GET", "/v1/" + "x".repeat(5_000), null), 414, "uri-too-long", null);
    refused(
        gateway.raw("GET", "/v1/menu", null, "X-Long", "x".repeat(9_000)),
        431,
        "headers-too-large",
        null);
  }

  @Test
  void the_document_is_served_and_the_nodes_own_routes_too() {
    assertThat(gateway.raw("GET", "/openapi.yaml", null).body()).startsWith("openapi: 3.1.0");
    assertThat(new JsonObject(gateway.call("GET", "/openapi.json", null).body()))
        .isEqualTo(Contract.document());
    assertThat(gateway.raw("GET", "/health/live", null).body()).isEqualTo("up");
  }

  private static Answer.Tickets.Ticket ticket() {
    return new Answer.Tickets.Ticket(
        new UUID(1, 1),
        "A1",
        "WAITING",
        List.of(new KitchenCommand.Item("croissant", 2)),
        null,
        Instant.EPOCH,
        List.of("oven"));
  }

  private static HttpResponse<String> order(JsonObject body, String key) {
    return post(body.encode(), key);
  }

  private static HttpResponse<String> post(String body, String key) {
    return gateway.call(
        "POST", "/v1/orders", body, "Content-Type", "application/json", "Idempotency-Key", key);
  }

  private static HttpResponse<String> get(String path, String token) {
    return gateway.call("GET", path, null, bearer(token));
  }

  private static HttpResponse<String> cancel(UUID id, String token) {
    return gateway.call("POST", "/v1/orders/" + id + "/cancellation", null, bearer(token));
  }

  private static HttpResponse<String> finish(UUID id) {
    return gateway.call("POST", "/v1/tickets/" + id + "/completion", null, bearer(STAFF));
  }

  private static HttpResponse<String> availability(String product, String body, String token) {
    return gateway.call(
        "PUT",
        "/v1/menu/" + product + "/availability",
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }

  private static void refreshMenu() {
    gateway.onHome(
        () ->
            gateway.bus.publish(
                bakery.gateway.menu.Menu.TOPIC, io.vertx.core.buffer.Buffer.buffer()));
  }

  private static void refused(
      HttpResponse<String> response, int status, String kind, String pointer) {
    JsonObject problem = new JsonObject(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(problem.getString("type")).isEqualTo("urn:bakery:problem:" + kind);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    if (pointer == null) return;
    assertThat(problem.getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("pointer"))
        .contains(pointer);
  }

  private static UUID id(HttpResponse<String> response) {
    return UUID.fromString(new JsonObject(response.body()).getString("id"));
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
