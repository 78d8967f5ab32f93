package bakery.whole.chaos.crowd;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A gateway that answers as a test tells it to, from memory. What it is not told otherwise it does
 * right: one order a key, a feed of three steps.
 */
final class OddGateway implements AutoCloseable {

  private static final List<String> STEPS = List.of("PLACED", "PAID", "COMPLETED");

  /** How the next requests to place an order end: a status, 0 for a cut, 1 for never. */
  final List<Integer> placing = new CopyOnWriteArrayList<>();

  /** After how many steps the feed is cut, one connection after the other. */
  final List<Integer> cuts = new CopyOnWriteArrayList<>();

  /** For how many seconds the next feeds are refused. */
  final List<Integer> refusals = new CopyOnWriteArrayList<>();

  /** What feeds were asked to go on after. */
  final List<Integer> afters = new CopyOnWriteArrayList<>();

  /** The total in the next answers to a POST; then it is always the same. */
  final List<String> totals = new CopyOnWriteArrayList<>();

  private final Map<String, String> orders = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new HashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  OddGateway() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Keys that orders came under, with how often. */
  Map<String, Integer> requests() {
    return Map.copyOf(requests);
  }

  private void answer(HttpServerRequest request) {
    boolean placing = request.method().name().equals("POST") && request.path().equals("/v1/orders");
    if (placing) place(request);
    else if (request.path().endsWith("/feed")) feed(request);
    else if (request.path().equals("/v1/orders")) find(request);
    else send(request, 200, order(request.path().substring("/v1/orders/".length()), 3));
  }

  private void place(HttpServerRequest request) {
    String key = request.getHeader("Idempotency-Key");
    requests.merge(key, 1, Integer::sum);
    int status = placing.isEmpty() ? 201 : placing.removeFirst();
    if (status == 1) return;
    if (status == 0) request.connection().close();
    else if (status != 201) send(request, status, new JsonObject());
    else send(request, 201, order(id(key), 1));
  }

  private void find(HttpServerRequest request) {
    String key = request.getParam("key");
    if (orders.containsKey(key)) send(request, 200, order(orders.get(key), 3));
    else send(request, 404, new JsonObject());
  }

  private String id(String key) {
    return orders.computeIfAbsent(key, k -> java.util.UUID.randomUUID().toString());
  }

  private JsonObject order(String id, int seq) {
    String total = seq > 1 || totals.isEmpty() ? "4.40" : totals.removeFirst();
    return new JsonObject()
        .put("id", id)
        .put("status", STEPS.get(seq - 1))
        .put("seq", seq)
        .put("lines", new JsonArray())
        .put("total", total)
        .put("trackingToken", "token-of-" + id);
  }

  private void feed(HttpServerRequest request) {
    if (refusals.isEmpty()) {
      request.toWebSocket().onSuccess(this::feed);
      return;
    }
    request.response().putHeader("Retry-After", refusals.removeFirst().toString());
    send(request, 503, new JsonObject());
  }

  private void feed(ServerWebSocket socket) {
    int after = Integer.parseInt(socket.query().replace("after=", ""));
    afters.add(after);
    int until = cuts.isEmpty() ? STEPS.size() : cuts.removeFirst();
    String id = socket.path().split("/")[3];
    for (int seq = after + 1; seq <= until; seq++) {
      socket.writeTextMessage(
          new JsonObject()
              .put("orderId", id)
              .put("seq", seq)
              .put("status", STEPS.get(seq - 1))
              .encode());
    }
    socket.close((short) (until == STEPS.size() ? 1000 : 1012));
  }

  private static void send(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).end(body.encode());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
