package bakery.node.shop;

import bakery.node.terminal.Unreachable;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A patient customer, and staff, of the public interface; every method blocks. Told to try later it
 * waits as long as it was told; cut off, when nobody knows whether it was heard, it says the same
 * again under the same key to the next gateway.
 */
public final class ShopClient {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Gateways answer within ten seconds, if only with 503. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  public static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BREATH = Duration.ofMillis(500);
  private static final int RETRY_AFTER_MAX_SECONDS = 60;
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final List<URI> gateways;
  private final String staffToken;
  private final Duration longest;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param gateways where they listen, asked in turn
   * @param staffToken with the rights courier and office
   */
  public ShopClient(List<URI> gateways, String staffToken) {
    this(gateways, staffToken, PATIENCE, client());
  }

  ShopClient(List<URI> gateways, String staffToken, Duration longest) {
    this(gateways, staffToken, longest, client());
  }

  /**
   * @param staffToken null when nothing is asked that only staff may
   * @param longest how long a question is asked again and again
   * @param trust whose certificates are believed
   */
  public ShopClient(List<URI> gateways, String staffToken, Duration longest, SSLContext trust) {
    this(gateways, staffToken, longest, client().sslContext(trust));
  }

  private ShopClient(
      List<URI> gateways, String staffToken, Duration longest, HttpClient.Builder http) {
    this.http = http.build();
    this.longest = longest;
    this.gateways = List.copyOf(gateways);
    this.staffToken = staffToken;
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
  }

  /** An order that the bakery has taken. */
  public record Taken(UUID id, String token, JsonObject answer) {
    static Taken of(JsonObject answer) {
      return new Taken(
          UUID.fromString(answer.getString("id")), answer.getString("trackingToken"), answer);
    }
  }

  /**
   * Orders, once, however often it has to be said.
   *
   * @param key the idempotency key
   * @param order the request's body
   * @throws Refused when this cannot be ordered
   * @throws Unreachable when no gateway took it in time
   */
  public Taken place(String key, JsonObject order) throws InterruptedException {
    var body = order.encode();
    return Taken.of(
        answer(
            "/v1/orders",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(body))));
  }

  /** The customer takes the order at the counter; only when it is READY. */
  public JsonObject collect(UUID order) throws InterruptedException {
    return answer(
        "/v1/orders/" + order + "/collection",
        request -> authorised(request, staffToken).POST(BodyPublishers.noBody()));
  }

  /** Gives an order up; only until it is being baked. */
  public JsonObject cancel(UUID order) throws InterruptedException {
    return answer(
        "/v1/orders/" + order + "/cancellation",
        request -> authorised(request, staffToken).POST(BodyPublishers.noBody()));
  }

  /** What is sold. */
  public JsonObject menu() throws InterruptedException {
    return answer("/v1/menu", request -> request);
  }

  /** A product is sold out, or sold again; as it stands on the menu then. */
  public JsonObject available(String product, boolean available) throws InterruptedException {
    var body = new JsonObject().put("available", available).encode();
    return answer(
        "/v1/menu/" + product + "/availability",
        request ->
            authorised(request, staffToken)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
  }

  /** What the journal says of a day. */
  public JsonObject report(LocalDate day) throws InterruptedException {
    return answer("/v1/reports/days/" + day, request -> authorised(request, staffToken));
  }

  Patience patience() {
    return new Patience(longest);
  }

  /** Starts to listen to an order's feed at whichever gateway is next. */
  Lines feed(Taken order, int after) {
    var lines = new Lines();
    var path = "/v1/orders/" + order.id() + "/feed?after=" + after;
    var request =
        authorised(HttpRequest.newBuilder(next().resolve(path)), order.token())
            .header("Accept", "text/event-stream")
            .build();
    lines.attach(http.sendAsync(request, lines.handler()));
    return lines;
  }

  /** What is asked of whichever gateway. */
  private interface Question {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private JsonObject answer(String path, Question question) throws InterruptedException {
    var patience = patience();
    for (; ; ) {
      var gateway = next();
      try {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(ANSWER);
        var reply = http.send(question.of(request).build(), BodyHandlers.ofString());
        if (reply.statusCode() / 100 == 2) return new JsonObject(reply.body());
        if (!LATER.contains(reply.statusCode())) {
          throw new Refused(reply.statusCode(), reply.body());
        }
        patience.pause(retryAfter(reply), gateway + " answers " + reply.statusCode());
      } catch (IOException e) {
        patience.pause(BREATH, gateway + " does not answer (" + e + ")");
      }
    }
  }

  private static HttpRequest.Builder authorised(HttpRequest.Builder request, String token) {
    return request.header("Authorization", "Bearer " + token);
  }

  private URI next() {
    return gateways.get(Math.floorMod(turn.getAndIncrement(), gateways.size()));
  }

  private static Duration retryAfter(HttpResponse<?> reply) {
    return reply
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Math.min(Integer.parseInt(text), RETRY_AFTER_MAX_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(BREATH);
  }

  /** Waits again and again, but not for ever. */
  static final class Patience {
    private final Duration all;
    private long end;

    Patience(Duration all) {
      this.all = all;
      this.end = System.nanoTime() + all.toNanos();
    }

    /** So much of it was not spent waiting for an answer. */
    void leaveOut(long nanos) {
      end += nanos;
    }

    void pause(String why) throws InterruptedException {
      pause(BREATH, why);
    }

    /**
     * @throws Unreachable when it is over
     */
    void pause(Duration pause, String why) throws InterruptedException {
      if (System.nanoTime() + pause.toNanos() - end > 0) {
        throw new Unreachable(why + "; gave up after " + all.toSeconds() + " s");
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
  }
}
