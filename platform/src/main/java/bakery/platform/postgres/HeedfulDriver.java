package bakery.platform.postgres;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.List;

/**
 * The driver with the options of its sockets heeded: vertx-pg-client 5.0.8 throws them away
 * (vertx-sql-client #1608), so that a host that does not answer would be waited for a minute, and a
 * handshake that does not end for ever. To be dropped with the release that mends it.
 */
final class HeedfulDriver extends PgDriver {

  private final List<PgConnectOptions> hosts;
  private final int connectMillis;
  private final CircuitBreaker breaker;

  /**
   * @param hosts of several the primary is connected to
   * @param breaker of all connections to them
   */
  HeedfulDriver(List<PgConnectOptions> hosts, int connectMillis, CircuitBreaker breaker) {
    this.hosts = hosts;
    this.connectMillis = connectMillis;
    this.breaker = breaker;
  }

  @Override
  public ConnectionFactory<PgConnectOptions> createConnectionFactory(
      Vertx vertx, NetClientOptions sockets) {
    var heedful = new Sockets((VertxInternal) vertx, sockets);
    return hosts.size() == 1
        ? new GuardedConnections(heedful, breaker)
        : new PrimaryConnections(heedful, breaker, hosts, connectMillis);
  }

  private static final class Sockets extends VertxWrapper {

    private final NetClientOptions options;

    Sockets(VertxInternal vertx, NetClientOptions options) {
      super(vertx);
      this.options = options;
    }

    @Override
    public NetClient createNetClient(NetClientOptions ignored) {
      return super.createNetClient(options);
    }
  }
}
