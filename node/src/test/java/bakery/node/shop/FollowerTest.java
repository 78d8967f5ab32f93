package bakery.node.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.node.shop.ShopClient.Taken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Followers of a feed that comes all at once, and of one that is cut. */
@Timeout(60)
class FollowerTest {
  private static final List<String> LIFE =
      List.of("PLACED", "PAID", "BAKING", "READY", "COLLECTED", "COMPLETED");
  private static final int FOLLOWERS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer gateway;
  private int stepsPerConnection = LIFE.size();

  /** For so long the second connection tells nothing, and is cut. */
  private Duration quiet = Duration.ZERO;

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::tell);
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  @Test
  void whatComesAllAtOnceIsHeardToItsEndOnOneConnection() throws Exception {
    for (int i = 0; i < FOLLOWERS; i++) assertThat(follow()).isEqualTo(LIFE);

    assertThat(asked).hasSize(FOLLOWERS).containsOnly("after=0");
  }

  @Test
  void whatIsCutIsResumedAfterTheLastStepThatWasHeard() throws Exception {
    stepsPerConnection = 4;

    assertThat(follow()).isEqualTo(LIFE);

    assertThat(asked).containsExactly("after=0", "after=4");
  }

  @Test
  void aFeedThatWasQuietForLongerThanAnybodyTriesIsStillResumedWhenItIsCut() throws Exception {
    stepsPerConnection = 3;
    quiet = PATIENCE.plusMillis(500);

    assertThat(follow()).isEqualTo(LIFE);

    assertThat(asked).containsExactly("after=0", "after=3", "after=3");
  }

  private List<String> follow() throws InterruptedException {
    var shop =
        new ShopClient(
            List.of(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort())),
            "key",
            PATIENCE);
    var heard = new ArrayList<String>();
    new Follower(
            shop,
            new Taken(UUID.randomUUID(), "token", new JsonObject()),
            news -> heard.add(news.status()))
        .follow();
    return heard;
  }

  private void tell(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getQuery();
    asked.add(query);
    int after = Integer.parseInt(query.substring("after=".length()));
    var text =
        IntStream.range(after, Math.min(after + stepsPerConnection, LIFE.size()))
            .mapToObj(
                i ->
                    "id: %d\ndata: {\"seq\":%d,\"status\":\"%s\"}\n\n"
                        .formatted(i + 1, i + 1, LIFE.get(i)))
            .collect(Collectors.joining());
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      if (asked.size() == 2 && !quiet.isZero()) stayQuiet(body);
      else body.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Alive, and without news. */
  private void stayQuiet(OutputStream body) {
    long end = System.nanoTime() + quiet.toNanos();
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              body.write(":\n".getBytes(StandardCharsets.UTF_8));
              body.flush();
              return System.nanoTime() - end > 0;
            });
  }
}
