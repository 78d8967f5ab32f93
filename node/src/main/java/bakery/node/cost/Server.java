package bakery.node.cost;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The bakery's database server as its administrator sees it; blocking, for a command. */
public final class Server implements AutoCloseable {
  /** What the server must have been started with. */
  public static final Map<String, String> EXTRA =
      Map.of("shared_preload_libraries", "pg_stat_statements", "track_activities", "on");

  private static final int ANSWER_SECONDS = 30;
  private static final int LOOK_EVERY_MILLIS = 50;

  private static final String TABLES =
      """
      SELECT schemaname || '.' || relname AS name, n_tup_ins, n_tup_upd, n_tup_del
        FROM pg_stat_user_tables
       WHERE schemaname IN (SELECT substr(rolname, 8) FROM pg_roles WHERE rolname LIKE 'bakery\\_%')
      """;

  /** Ours are another user's and do not count. */
  private static final String STATEMENTS =
      """
      SELECT coalesce(sum(calls), 0)::bigint AS statements,
             coalesce(sum(calls) FILTER (WHERE query IN ('BEGIN', 'COMMIT', 'ROLLBACK')), 0)::bigint
               AS brackets
        FROM pg_stat_statements
       WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'bakery\\_%')
      """;

  private static final String REST =
      """
      SELECT xact_commit,
             (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS wal_bytes,
             (SELECT wal_fpi FROM pg_stat_wal) AS full_pages
        FROM pg_stat_database
       WHERE datname = current_database()
      """;

  /**
   * A session adds its numbers to the statistics when it goes idle, but not within a second of the
   * last time; what it kept back follows ten seconds later at the latest. So the numbers of all
   * that was done before $1 have come in from a session that has gone idle later than a second
   * after it, or has been idle since for longer than ten.
   */
  private static final String HAVE_REPORTED =
      """
      SELECT pid
        FROM pg_stat_activity
       WHERE state = 'idle'
         AND (state_change > $1::timestamptz + interval '1.2 seconds'
              OR clock_timestamp() > $1::timestamptz + interval '10.5 seconds')
      """;

  private static final String SESSIONS =
      """
      SELECT pid
        FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend'
         AND pid <> pg_backend_pid()
      """;

  private final PgConnection connection;
  private long asked;

  private Server(PgConnection connection) {
    this.connection = connection;
  }

  /**
   * @param address as administrator
   */
  public static Server at(Vertx vertx, String address) throws InterruptedException {
    var options = PgConnectOptions.fromUri(address);
    options.addProperty("application_name", "bakery cost");
    var server = new Server(await(PgConnection.connect(vertx, options)));
    server.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    return server;
  }

  /** Returns when everything done before now stands in the statistics. */
  public void settle() throws InterruptedException {
    var now = one("SELECT clock_timestamp() AS now").getOffsetDateTime("now");
    var silent = pids(query(SESSIONS));
    while (!silent.isEmpty()) {
      silent.removeAll(reported(now));
      silent.retainAll(pids(query(SESSIONS)));
      if (!silent.isEmpty()) TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private Set<Integer> reported(OffsetDateTime since) throws InterruptedException {
    asked++;
    return pids(await(connection.preparedQuery(HAVE_REPORTED).execute(Tuple.of(since))));
  }

  private static Set<Integer> pids(RowSet<Row> rows) {
    var pids = new HashSet<Integer>();
    rows.forEach(row -> pids.add(row.getInteger("pid")));
    return pids;
  }

  /** Everything since the server started, without what this class asked. */
  public Work work() throws InterruptedException {
    query("SELECT pg_stat_force_next_flush()");
    var own = asked; // now they stand in the statistics, and nothing later does
    var rest = one(REST);
    var statements = one(STATEMENTS);
    var tables = new TreeMap<String, RowVersions>();
    for (var row : query(TABLES)) {
      tables.put(
          row.getString("name"),
          new RowVersions(
              row.getLong("n_tup_ins"), row.getLong("n_tup_upd"), row.getLong("n_tup_del")));
    }
    return new Work(
        tables,
        statements.getLong("statements"),
        statements.getLong("brackets"),
        rest.getLong("xact_commit") - own,
        rest.getLong("wal_bytes"),
        rest.getLong("full_pages"));
  }

  /** Letters of any role that still wait for their receipt. */
  long letters() throws InterruptedException {
    return one("""
            SELECT (SELECT count(*) FROM gateway.outbox) + (SELECT count(*) FROM kitchen.outbox)
                 + (SELECT count(*) FROM delivery.outbox) + (SELECT count(*) FROM billing.outbox)
                   AS letters
            """)
        .getLong("letters");
  }

  private Row one(String sql) throws InterruptedException {
    return query(sql).iterator().next();
  }

  private RowSet<Row> query(String sql) throws InterruptedException {
    asked++;
    return await(connection.query(sql).execute());
  }

  @Override
  public void close() {
    connection.close();
  }

  private static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the server refuses: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the server is silent for " + ANSWER_SECONDS + " s", e);
    }
  }
}
