package bakery.benchmarks.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** A websocket for each order, as an eager customer opens one: exact, and dear for both sides. */
final class Feeds implements Following {
  private static final int MOST = 1_024;
  private static final int CONNECT_MILLIS = 2_000;
  private static final Pattern END = Pattern.compile("\"status\":\"(COMPLETED|DECLINED|CANCELLED)");

  private final WebSocketClient client;
  private final URI gateway;
  private final Tally tally;
  private final Set<UUID> waiting = new HashSet<>();

  Feeds(Vertx vertx, URI gateway, Tally tally) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(MOST).setConnectTimeout(CONNECT_MILLIS));
    this.gateway = gateway;
    this.tally = tally;
  }

  @Override
  public void follow(Placed order, Listener listener) {
    waiting.add(order.id());
    client
        .connect(
            new WebSocketConnectOptions()
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setURI("/v1/orders/" + order.id() + "/feed?token=" + order.token()))
        .onSuccess(socket -> listen(socket, order, listener))
        .onFailure(failure -> tally.broke("a feed: " + failure.getMessage()));
  }

  private void listen(WebSocket socket, Placed order, Listener listener) {
    socket.textMessageHandler(
        news -> {
          var end = END.matcher(news);
          if (!end.find() || !waiting.remove(order.id())) return;
          listener.ended(order, end.group(1), System.nanoTime());
          socket.close();
        });
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public void stop() {
    client.close();
  }
}
