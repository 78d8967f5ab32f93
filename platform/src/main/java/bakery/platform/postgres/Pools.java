package bakery.platform.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds the pools of the work itself: bounded, prepared, and always to the primary. */
final class Pools {
  private static final int PREPARED_STATEMENTS = 256;
  private static final int PREPARED_SQL_CHARS = 16_384;

  private Pools() {}

  static Pool pool(Vertx vertx, Login login, DatabaseSettings limits) {
    var hosts = login.address().hosts().stream().map(host -> options(login, host, limits)).toList();
    var driver = new HeedfulDriver();
    var builder =
        ClientBuilder.pool(driver)
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
            .using(vertx);
    if (hosts.size() == 1) return builder.connectingTo(hosts.getFirst()).build();
    var asking = driver.createConnectionFactory(vertx, sockets(limits));
    return builder.connectingTo(() -> primary(vertx, asking, hosts, limits)).build();
  }

  private static NetClientOptions sockets(DatabaseSettings limits) {
    return new NetClientOptions()
        .setConnectTimeout(limits.connectMillis())
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        // else a handshake or an answer that never comes would keep its place in the pool for ever
        .setTcpUserTimeout(limits.silentMillis())
        .setReadIdleTimeout(limits.silentMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static PgConnectOptions options(
      Login login, PostgresAddress.Host host, DatabaseSettings limits) {
    var options = new PgConnectOptions();
    options.setMetricsName(login.schema());
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

  /** Asks all hosts at once; the first that says it is no standby is the one. */
  private static Future<SqlConnectOptions> primary(
      Vertx vertx,
      ConnectionFactory<PgConnectOptions> asking,
      List<PgConnectOptions> hosts,
      DatabaseSettings limits) {
    return Future.any(
            hosts.stream().map(each -> onlyIfPrimary(vertx, asking, each, limits)).toList())
        .map(
            asked -> {
              for (int i = 0; i < hosts.size(); i++) {
                if (asked.succeeded(i)) return asked.<SqlConnectOptions>resultAt(i);
              }
              throw new IllegalStateException("nobody answered");
            });
  }

  private static Future<SqlConnectOptions> onlyIfPrimary(
      Vertx vertx,
      ConnectionFactory<PgConnectOptions> asking,
      PgConnectOptions host,
      DatabaseSettings limits) {
    return asking
        .connect(vertx.getOrCreateContext(), host)
        .compose(
            connection ->
                connection
                    .query("SELECT pg_is_in_recovery()")
                    .execute()
                    .map(rows -> rows.iterator().next().getBoolean(0))
                    .eventually(connection::close))
        .timeout(limits.connectMillis(), TimeUnit.MILLISECONDS)
        .compose(
            standby ->
                standby
                    ? Future.failedFuture(host.getHost() + ":" + host.getPort() + " is a standby")
                    : Future.succeededFuture(host));
  }
}
