package bakery.benchmarks.world;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The database as its administrator sees it; every method blocks. */
public final class Admin {
  private static final int ANSWER_SECONDS = 120;
  private static final int AT_ONCE = 10_000;

  private static final String STATUSES =
      """
      SELECT coalesce(o.status, 'LOST') AS status, count(*) AS orders
        FROM unnest($1::uuid[]) AS asked (id)
        LEFT JOIN gateway.orders o USING (id)
       GROUP BY 1
      """;

  private final PgConnection connection;

  Admin(Vertx vertx, String address) {
    connection = connect(vertx, address, "bench");
  }

  static PgConnection connect(Vertx vertx, String address, String name) {
    var options = PgConnectOptions.fromUri(address).setCachePreparedStatements(true);
    options.addProperty("application_name", name);
    var connection = await(PgConnection.connect(vertx, options));
    // a plan that was made while the table was empty would read all of it for ever
    await(connection.query("SET enable_seqscan = off").execute());
    return connection;
  }

  /** What a run before has left to be written is written now, and not during the next. */
  public void checkpoint() {
    await(connection.query("CHECKPOINT").execute());
  }

  /** Whether the server counts statements; it takes a moment to go round. */
  public void countStatements(boolean on) {
    var value = on ? "SET pg_stat_statements.track = 'top'" : "RESET pg_stat_statements.track";
    await(connection.query("ALTER SYSTEM " + value).execute());
    await(connection.query("SELECT pg_reload_conf()").execute());
  }

  /** How many of these orders stand how; LOST are those that no row speaks of. */
  public Map<String, Long> statuses(List<UUID> orders) {
    var found = new TreeMap<String, Long>();
    for (int from = 0; from < orders.size(); from += AT_ONCE) {
      var some = orders.subList(from, Math.min(from + AT_ONCE, orders.size()));
      for (var row : ask(STATUSES, Tuple.of(some.toArray(UUID[]::new)))) {
        found.merge(row.getString("status"), row.getLong("orders"), Long::sum);
      }
    }
    return found;
  }

  public RowSet<Row> ask(String sql, Tuple parameters) {
    return await(connection.preparedQuery(sql).execute(parameters));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the database is silent for " + ANSWER_SECONDS + " s", e);
    }
  }
}
