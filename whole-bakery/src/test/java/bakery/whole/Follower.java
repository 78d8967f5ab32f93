package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * A customer who follows an order over a websocket. Cut off, it goes to another gateway and asks
 * for what came after the last it saw.
 */
final class Follower implements WebSocket.Listener {

  /** What was told. */
  record Told(int seq, String status) {}

  private static final Set<String> FINAL = Set.of("COMPLETED", "DECLINED", "CANCELLED");
  private static final long RECONNECT_MILLIS = 100;

  private final WholeBakery bakery;
  private final Tracked order;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<Follower> ended = new CompletableFuture<>();
  private volatile int gateway;
  private volatile int connections;

  Follower(WholeBakery bakery, Tracked order) {
    this.bakery = bakery;
    this.order = order;
    this.gateway = Math.floorMod(order.id().hashCode(), 1_000);
  }

  Follower start() {
    connect();
    return this;
  }

  /** Waits for the end of the order, then says whether the feed was whole. */
  Follower sawItAll(Duration limit) {
    try {
      ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("feed of " + order.id() + " has not ended, it told " + told, e);
    } catch (Exception e) {
      throw new AssertionError("feed of " + order.id(), e);
    }
    assertThat(told.stream().map(Told::seq))
        .as("feed of %s: %s", order.id(), told)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, told.size()).boxed().toList());
    return this;
  }

  List<Told> told() {
    return told;
  }

  String last() {
    return told.getLast().status();
  }

  int connections() {
    return connections;
  }

  private int lastSeq() {
    return told.isEmpty() ? 0 : told.getLast().seq();
  }

  private void connect() {
    List<Jvm> gateways = bakery.livingGateways();
    if (gateways.isEmpty()) {
      reconnect();
      return;
    }
    Jvm next = gateways.get(gateway++ % gateways.size());
    text.setLength(0);
    Http.CLIENT
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(2))
        .header("Authorization", "Bearer " + order.token())
        .buildAsync(next.websocket(order.path("/feed?after=" + lastSeq())), this)
        .whenComplete(
            (socket, failure) -> {
              if (failure == null) connections++;
              else reconnect();
            });
  }

  private void reconnect() {
    if (ended.isDone()) return;
    CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
        .execute(this::connect);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      hear(text.toString());
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    reconnect();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    reconnect();
  }

  private void hear(String message) {
    JsonNode news = read(message);
    told.add(new Told(news.get("seq").asInt(), news.get("status").asText()));
    if (FINAL.contains(last())) ended.complete(this);
  }

  private static JsonNode read(String message) {
    try {
      return Http.JSON.readTree(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
