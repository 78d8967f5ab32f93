package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real websocket under a clock of the test's. */
class SocketPipeTest {

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client = vertx.createWebSocketClient();
  private final AtomicLong clock = new AtomicLong(1_000);
  private final Promise<SocketPipe> opened = Promise.promise();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void who_does_not_answer_pings_counts_as_dead_after_a_while_who_does_lives() {
    connect();
    SocketPipe pipe = opened.future().await();

    clock.addAndGet(Limits.SILENCE_MILLIS);
    assertThat(pipe.dead()).isFalse();
    clock.addAndGet(1);
    assertThat(pipe.dead()).isTrue();

    pipe.ping(); // a client answers by itself
    await().until(() -> !pipe.dead());
    clock.addAndGet(Limits.SILENCE_MILLIS + 1);
    assertThat(pipe.dead()).isTrue();
  }

  private void connect() {
    HttpServer server =
        vertx
            .createHttpServer()
            .webSocketHandler(
                socket ->
                    opened.complete(
                        new SocketPipe(socket, new Outlet(vertx, 0, () -> {}), clock::get)))
            .listen(0, "127.0.0.1")
            .await();
    client.connect(server.actualPort(), "127.0.0.1", "/").await();
  }
}
