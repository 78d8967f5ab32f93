package bakery.platform.postgres;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Builds the pools of the work itself: bounded, prepared, and always to the primary. */
final class Pools {
  private static final int PREPARED_STATEMENTS = 256;
  private static final int PREPARED_SQL_CHARS = 16_384;

  private Pools() {}

  static Pool pool(Vertx vertx, Login login, DatabaseSettings limits, CircuitBreaker breaker) {
    var hosts = login.address().hosts().stream().map(host -> options(login, host, limits)).toList();
    return ClientBuilder.pool(new HeedfulDriver(hosts, limits.connectMillis(), breaker))
        .with(
            new PoolOptions()
                .setShared(true)
                .setName(login.schema())
                .setMaxSize(limits.poolSize())
                .setMaxWaitQueueSize(limits.maxWaiting())
                .setConnectionTimeout(limits.acquireMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(limits.idleSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .with(sockets(limits))
        .using(vertx)
        .connectingTo(hosts.getFirst())
        .build();
  }

  private static NetClientOptions sockets(DatabaseSettings limits) {
    return new NetClientOptions()
        .setConnectTimeout(limits.connectMillis())
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        // a machine that does not even acknowledge what it is sent is lost, however long a
        // statement may take: this is how soon work goes on at a standby that was promoted
        .setTcpUserTimeout(limits.connectMillis())
        // else a handshake or an answer that never comes would keep its place in the pool for ever
        .setReadIdleTimeout(limits.silentMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static PgConnectOptions options(
      Login login, PostgresAddress.Host host, DatabaseSettings limits) {
    var options = new PgConnectOptions();
    options.setMetricsName(login.schema());
    login.address().tls().on(options);
    return options
        .setHost(host.name())
        .setPort(host.port())
        .setDatabase(login.address().database())
        .setUser(login.address().user())
        .setPassword(login.address().password())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
        .setPreparedStatementCacheSqlLimit(PREPARED_SQL_CHARS)
        .setPipeliningLimit(limits.pipelining())
        .addProperty("application_name", "bakery " + login.schema())
        .addProperty("search_path", login.schema())
        .addProperty("statement_timeout", Integer.toString(limits.statementMillis()))
        .addProperty("lock_timeout", Integer.toString(limits.lockMillis()))
        .addProperty(
            "idle_in_transaction_session_timeout",
            Integer.toString(limits.idleInTransactionMillis()))
        // Statements are prepared while the tables are empty and live as long as the connection.
        // Planned by what the statistics said then, they would read whole tables for ever after;
        // planned each time, planning would cost more than running. So: one plan, by index. A
        // report that wants another may SET LOCAL.
        .addProperty("plan_cache_mode", "force_generic_plan")
        .addProperty("enable_seqscan", "off")
        .addProperty("enable_hashjoin", "off")
        .addProperty("enable_mergejoin", "off");
  }
}
