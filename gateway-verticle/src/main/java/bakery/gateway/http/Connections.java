package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many connections a gateway has open, over all its servers: a process has only so many
 * descriptors, and without one it can neither reach its database nor the other nodes.
 */
public final class Connections {

  /** So many beyond the limit are told to try later; yet more are closed without a word. */
  static final int TOLD = 256;

  private static final int USUAL = 18_000;

  private final int max;
  private final AtomicInteger open;
  private final Counter refused;

  public Connections(int max, MeterRegistry meters) {
    this.max = max;
    open = meters.gauge("bakery.http.connections", new AtomicInteger());
    refused = meters.counter("bakery.http.connections.refused");
  }

  /** As many as usual, if the process may hold the descriptors; files and the rest need some. */
  static int most() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() * 9 / 10, 1, USUAL)
        : USUAL;
  }

  void opened(HttpConnection connection) {
    HttpServerConnection server = (HttpServerConnection) connection;
    int now = open.incrementAndGet();
    // the connection's own close handler hears nothing once it has become a websocket
    server
        .channelHandlerContext()
        .channel()
        .closeFuture()
        .addListener(closed -> open.decrementAndGet());
    if (now <= max) return;
    refused.increment();
    if (now <= max + TOLD) server.handler(this::tryLater);
    else connection.close();
  }

  private void tryLater(HttpServerRequest request) {
    Problems.last(
        request,
        new Problem(
            Kind.TRY_LATER, "this gateway takes " + max + " connections at once; try again"));
  }
}
