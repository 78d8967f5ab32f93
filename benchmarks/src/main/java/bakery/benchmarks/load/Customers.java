package bakery.benchmarks.load;

import io.netty.util.AsciiString;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.pgclient.PgConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Places orders over connections that are kept, and sees to it that the end of each is seen. All of
 * it lives on one event loop; what other threads ask is answered from there.
 */
public final class Customers implements AutoCloseable {
  /** A pool looks through all its connections for a free one, so there are many small ones. */
  private static final int POOL = 256;

  private static final int CONNECT_MILLIS = 2_000;
  private static final int SILENCE_SECONDS = 30;
  private static final int ANSWER_SECONDS = 60;
  private static final int CREATED = 201;
  private static final int KEY_NUMBERS = 12;
  private static final String PATH = "/v1/orders";
  private static final CharSequence KEY = new AsciiString("idempotency-key");
  private static final CharSequence JSON = new AsciiString("application/json");

  private final Vertx vertx;
  private final URI gateway;
  private final OrderForm form;
  private final int sampleEvery;
  private final String run = UUID.randomUUID().toString().replace("-", "").substring(KEY_NUMBERS);
  private final Tally tally = new Tally();
  private List<HttpClient> pools;
  private Following following;
  private Feeds sample;
  private final int session;
  private long placed;
  private long unanswered;

  /** What is done with each order whose fate is known, on the event loop. */
  interface Done {
    /**
     * @param later it was refused: try later
     */
    void done(boolean later);
  }

  /**
   * @param vertx with one event loop
   * @param connections to the gateway at most, rounded up to pools of equal size
   * @param table a connection on which the ends are asked for; null: every order is followed by a
   *     websocket, and {@code sampleEvery} means nothing
   * @param sampleEvery every so many-th order is followed by a websocket too; 0: none
   */
  public Customers(
      Vertx vertx,
      URI gateway,
      OrderForm form,
      int connections,
      PgConnection table,
      int sampleEvery) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.form = form;
    this.sampleEvery = table == null ? 0 : sampleEvery;
    this.session = table == null ? 0 : table.processId();
    onLoop(
        () -> {
          pools = pools(connections);
          sample = new Feeds(vertx, gateway, tally);
          following = table == null ? sample : new Polls(vertx, table, tally);
          return null;
        });
  }

  private List<HttpClient> pools(int connections) {
    var count = Math.ceilDiv(connections, POOL);
    var options =
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(SILENCE_SECONDS);
    var pool =
        new PoolOptions().setHttp1MaxSize(Math.ceilDiv(connections, count)).setMaxWaitQueueSize(-1);
    return Stream.generate(() -> (HttpClient) vertx.createHttpClient(options, pool))
        .limit(count)
        .toList();
  }

  /** On the event loop. */
  void place(long intendedNanos, Done done) {
    tally.sent();
    unanswered++;
    var nth = ++placed;
    pools
        .get((int) (nth % pools.size()))
        .request(HttpMethod.POST, gateway.getPort(), gateway.getHost(), PATH)
        .compose(
            request ->
                request
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .putHeader(KEY, key(nth))
                    .send(form.body(nth)))
        .compose(response -> response.body().map(body -> new Answer(response, body.toString())))
        .onComplete(
            answer -> {
              unanswered--;
              if (answer.succeeded()) hear(answer.result(), nth, intendedNanos, done);
              else fail(answer.cause().toString(), done);
            });
  }

  private record Answer(HttpClientResponse response, String body) {}

  private String key(long nth) {
    var number = Long.toString(nth);
    return run + "0".repeat(KEY_NUMBERS - number.length()) + number;
  }

  private void hear(Answer answer, long nth, long intendedNanos, Done done) {
    switch (answer.response().statusCode()) {
      case CREATED -> {
        var order = Placed.read(answer.body(), intendedNanos);
        tally.acknowledged(order, System.nanoTime());
        follow(order, nth, done);
      }
      case 429, 503 -> {
        tally.refused();
        done.done(true);
      }
      default -> fail(answer.response().statusCode() + " " + answer.body(), done);
    }
  }

  private void follow(Placed order, long nth, Done done) {
    if (sampleEvery > 0 && nth % sampleEvery == 0) {
      tally.feedOpened();
      sample.follow(order, tally::feedEnded);
    }
    following.follow(
        order,
        (ended, status, nanos) -> {
          tally.ended(ended, status, nanos);
          done.done(false);
        });
  }

  private void fail(String why, Done done) {
    tally.failed(why);
    done.done(true);
  }

  Vertx vertx() {
    return vertx;
  }

  /** The pid of the server's session that is asked for ends; 0: none. */
  public int session() {
    return session;
  }

  public Counts counts() {
    return onLoop(tally::counts);
  }

  /** Those since the last time. */
  public Latencies latencies() {
    return onLoop(tally::latencies);
  }

  /** Orders without an answer, or acknowledged and not ended. */
  public long open() {
    return onLoop(() -> unanswered + following.waiting() + sample.waiting());
  }

  public List<UUID> acknowledged() {
    return onLoop(tally::allAcknowledged);
  }

  /** How many ended otherwise than COMPLETED, by status. */
  public Map<String, Integer> otherwise() {
    return onLoop(tally::otherwise);
  }

  /** The first few things that went wrong, in words. */
  public List<String> oddities() {
    return onLoop(tally::oddities);
  }

  /** Runs it on the event loop and waits for what it returns. */
  <T> T onLoop(Callable<T> work) {
    var result = Promise.<T>promise();
    vertx.runOnContext(v -> complete(result, work));
    try {
      return result.future().await(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the load generator is stuck", e);
    }
  }

  private static <T> void complete(Promise<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Exception e) {
      result.fail(e);
    }
  }

  @Override
  public void close() {
    onLoop(
        () -> {
          following.stop();
          sample.stop();
          pools.forEach(HttpClient::close);
          return null;
        });
  }
}
