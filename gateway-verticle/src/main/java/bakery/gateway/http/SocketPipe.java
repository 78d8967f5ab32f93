package bakery.gateway.http;

import bakery.gateway.model.News;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.LongSupplier;

/** A follower's websocket. */
final class SocketPipe implements Pipe {

  private static final Buffer PING = Buffer.buffer();

  private final ServerWebSocket socket;
  private final LongSupplier millis;
  private long heardAt;
  private long pingedAt;

  SocketPipe(ServerWebSocket socket, Outlet outlet, LongSupplier millis) {
    this.socket = socket;
    this.millis = millis;
    heardAt = millis.getAsLong();
    pingedAt = heardAt;
    socket.pongHandler(pong -> heardAt = millis.getAsLong());
    socket.frameHandler(frame -> heardAt = millis.getAsLong());
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
    if (millis.getAsLong() - pingedAt < Limits.PING_MILLIS) return;
    pingedAt = millis.getAsLong();
    socket.writePing(PING);
  }

  @Override
  public boolean dead() {
    return millis.getAsLong() - heardAt > Limits.SILENCE_MILLIS;
  }

  @Override
  public void close(Ending ending, int lastSeq) {
    socket.close(ending.code, ending.reason(lastSeq));
  }
}
