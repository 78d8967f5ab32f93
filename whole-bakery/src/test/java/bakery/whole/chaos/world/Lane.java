package bakery.whole.chaos.world;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way for TCP connections that can become slow, lossy, or cut them all: it passes on what comes,
 * and misbehaves on demand.
 */
public final class Lane {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int STALL_EVERY_MILLIS = 700;

  private final Vertx vertx;
  private final NetClient client;
  private final Place place;
  private final int port;
  private final String toHost;
  private final int toPort;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int delayMillis;
  private volatile int stallMillis;
  private volatile long stalledUntil;

  /**
   * @param place where it is entered; it leads to the host and port
   */
  Lane(Vertx vertx, Place place, int port, String toHost, int toPort) {
    this.vertx = vertx;
    this.place = place;
    this.port = port;
    this.toHost = toHost;
    this.toPort = toPort;
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpUserTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true));
    NetServerOptions entrance =
        new NetServerOptions().setHost(place.host()).setPort(port).setTcpNoDelay(true);
    Wait.result(
        "the lane " + place + " opens",
        Duration.ofMillis(CONNECT_MILLIS),
        vertx.createNetServer(entrance).connectHandler(this::entered).listen());
    vertx.setPeriodic(STALL_EVERY_MILLIS, tick -> stallAgain());
  }

  public Place place() {
    return place;
  }

  int port() {
    return port;
  }

  /** Everything takes so much longer, each way. */
  public void delay(Duration each) {
    delayMillis = (int) each.toMillis();
  }

  /** Again and again nothing passes for so long, as when packets are lost and sent once more. */
  public void stall(Duration now) {
    stallMillis = (int) now.toMillis();
  }

  /** All connections end at once, with a reset. */
  public void reset() {
    sockets.forEach(NetSocket::close);
  }

  /** As good as new. */
  public void mend() {
    delayMillis = 0;
    stallMillis = 0;
  }

  private void stallAgain() {
    if (stallMillis > 0) stalledUntil = System.currentTimeMillis() + stallMillis;
  }

  private void entered(NetSocket from) {
    from.pause();
    client
        .connect(toPort, toHost)
        .onFailure(failure -> from.close())
        .onSuccess(
            to -> {
              join(from, to);
              join(to, from);
              from.resume();
            });
  }

  private void join(NetSocket from, NetSocket to) {
    sockets.add(from);
    from.exceptionHandler(broken -> to.close());
    from.closeHandler(
        closed -> {
          sockets.remove(from);
          to.close();
        });
    from.handler(
        bytes -> {
          long wait = delayMillis + Math.max(0, stalledUntil - System.currentTimeMillis());
          if (wait == 0) pass(bytes, from, to);
          else {
            // nothing may overtake: the rest waits in the socket
            from.pause();
            vertx.setTimer(
                wait,
                passed -> {
                  pass(bytes, from, to);
                  from.resume();
                });
          }
        });
  }

  private static void pass(Buffer bytes, NetSocket from, NetSocket to) {
    to.write(bytes);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(drained -> from.resume());
    }
  }
}
