package bakery.whole.chaos.crowd;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where the customers live: what all of them share, on one event loop. */
final class Town {

  private static final int ODDITIES = 200;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long RETRY_AFTER_MAX_MILLIS = 10_000;

  private final Vertx vertx;
  private final Plan plan;
  private final Balancer balancer;
  private final WebSocketClient sockets;
  private final Tally tally = new Tally();
  private final SplittableRandom chance;
  private final List<String> oddities = new ArrayList<>();
  private final long start = System.nanoTime();
  private boolean closed;

  Town(Vertx vertx, Plan plan) {
    this.vertx = vertx;
    this.plan = plan;
    balancer = new Balancer(vertx, plan);
    sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setDefaultHost(plan.balancer().getHost())
                .setDefaultPort(plan.balancer().getPort())
                .setConnectTimeout((int) plan.timeout().toMillis())
                .setClosingTimeout(2)
                .setMaxConnections(2 * plan.followersMax()));
    chance = new SplittableRandom(plan.seed());
  }

  Plan plan() {
    return plan;
  }

  Balancer balancer() {
    return balancer;
  }

  WebSocketClient sockets() {
    return sockets;
  }

  Tally tally() {
    return tally;
  }

  /** Since the crowd came. */
  long micros() {
    return (System.nanoTime() - start) / 1_000;
  }

  SplittableRandom chance() {
    return chance;
  }

  /** Nobody tries anything again. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void after(long millis, Runnable then) {
    vertx.setTimer(Math.max(1, millis), timer -> then.run());
  }

  /** Pauses double, with some chance so that not all come again at once; a server's wish counts. */
  long pauseMillis(int tries, Reply reply) {
    long own = FIRST_PAUSE_MILLIS << tries;
    long wished = Math.min(reply.retryAfterMillis(), RETRY_AFTER_MAX_MILLIS);
    return Math.max(0, wished) + own / 2 + chance.nextLong(own / 2 + 1);
  }

  void odd(String what) {
    if (oddities.size() < ODDITIES) oddities.add(what);
  }

  List<String> oddities() {
    return List.copyOf(oddities);
  }
}
