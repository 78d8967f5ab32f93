package bakery.gateway.http;

import bakery.gateway.model.News;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A follower's websocket. */
final class SocketPipe implements Pipe {

  private static final Buffer PING = Buffer.buffer();

  private final ServerWebSocket socket;
  private long heardAt = now();
  private long pingedAt = now();

  SocketPipe(ServerWebSocket socket, Outlet outlet) {
    this.socket = socket;
    socket.pongHandler(pong -> heardAt = now());
    socket.frameHandler(frame -> heardAt = now());
    socket.drainHandler(v -> outlet.flush());
    socket.closeHandler(v -> outlet.closed());
    socket.exceptionHandler(broken -> outlet.closed());
  }

  @Override
  public boolean full() {
    return socket.writeQueueFull();
  }

  @Override
  public void write(News news) {
    socket.writeTextMessage(Answers.news(news).encode());
  }

  @Override
  public void ping() {
    if (now() - pingedAt < Limits.PING_MILLIS) return;
    pingedAt = now();
    socket.writePing(PING);
  }

  @Override
  public boolean dead() {
    return now() - heardAt > Limits.SILENCE_MILLIS;
  }

  @Override
  public void close(Ending ending, int lastSeq) {
    socket.close(ending.code, ending.reason(lastSeq));
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
