package bakery.platform.postgres;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connects to whichever of several hosts is the primary. The one that was it last time is asked
 * first and alone; the others too when it refuses, is a standby by now, or says nothing for a
 * moment. A connection asks on its way into the pool, so nobody else need be connected to.
 */
final class PrimaryConnections extends GuardedConnections {

  static final int HEAD_START_MILLIS = 300;

  private final List<PgConnectOptions> hosts;
  private final int limitMillis;
  private volatile PgConnectOptions last;

  /**
   * @param limitMillis within which one must have answered
   */
  PrimaryConnections(
      VertxInternal vertx, CircuitBreaker breaker, List<PgConnectOptions> hosts, int limitMillis) {
    super(vertx, breaker);
    this.hosts = List.copyOf(hosts);
    this.limitMillis = limitMillis;
  }

  @Override
  Future<SqlConnection> reach(Context context, PgConnectOptions any) {
    Promise<SqlConnection> found = ((ContextInternal) context).promise();
    PgConnectOptions known = last;
    Future<SqlConnection> first =
        known == null ? Future.failedFuture("never seen") : ask(context, known, found);
    first
        .timeout(HEAD_START_MILLIS, TimeUnit.MILLISECONDS)
        .recover(silent -> askAll(context, known, first, found))
        .onFailure(found::tryFail);
    return found.future();
  }

  private Future<SqlConnection> askAll(
      Context context,
      PgConnectOptions asked,
      Future<SqlConnection> its,
      Promise<SqlConnection> found) {
    List<Future<SqlConnection>> answers = new ArrayList<>(List.of(its));
    for (PgConnectOptions host : hosts) {
      if (host != asked) answers.add(ask(context, host, found));
    }
    return Future.any(answers)
        .timeout(limitMillis, TimeUnit.MILLISECONDS)
        .compose(any -> found.future());
  }

  /** The first primary is taken; who comes when it is found is let go. */
  private Future<SqlConnection> ask(
      Context context, PgConnectOptions host, Promise<SqlConnection> found) {
    return super.reach(context, host)
        .compose(connection -> onlyIfPrimary(host, connection))
        .onSuccess(
            connection -> {
              if (found.tryComplete(connection)) last = host;
              else connection.close();
            });
  }

  private static Future<SqlConnection> onlyIfPrimary(
      PgConnectOptions host, SqlConnection connection) {
    return connection
        .query("SELECT pg_is_in_recovery()")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .compose(
            standby ->
                standby
                    ? Future.<SqlConnection>failedFuture(
                        host.getHost() + ":" + host.getPort() + " is a standby")
                    : Future.succeededFuture(connection))
        .onFailure(failure -> connection.close());
  }
}
