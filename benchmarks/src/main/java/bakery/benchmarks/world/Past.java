package bakery.benchmarks.world;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders that were finished long ago: copies of some that were completed just now, under ids of
 * their own, in every table where a finished order stands.
 */
public final class Past {
  /** What an order takes of the disk in all tables and their indexes, with room for the log. */
  public static final int BYTES_AN_ORDER = 6_000;

  private static final int CHUNK = 20_000;
  private static final int PATTERNS = 1_000;
  private static final int LOOK_EVERY_MILLIS = 200;
  private static final int VACUUM_MINUTES = 30;

  /** Side by side, those of a list in turn. */
  private static final List<List<Kept>> TABLES =
      List.of(
          List.of(
              new Kept("gateway.orders", "id"), new Kept("gateway.idempotency_key", "order_id")),
          List.of(
              new Kept("billing.payment", "id"),
              new Kept("billing.journal", "order_id"),
              new Kept("kitchen.ticket", "id"),
              new Kept("delivery.delivery", "id")));

  private static final String COLUMNS =
      """
      SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names,
             string_agg(CASE attname WHEN $2 THEN 'pg_temp.past_id(i)'
                                     WHEN 'key' THEN '''past-'' || i'
                                     ELSE 't.' || quote_ident(attname) END, ', ' ORDER BY attnum) AS past
        FROM pg_attribute
       WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped
      """;

  /** Looked up once: not every table has an index by which. */
  private static final String ROWS =
      """
      DROP TABLE IF EXISTS rows_of_pattern;
      CREATE TEMP TABLE rows_of_pattern AS
        SELECT pattern.nth, t.* FROM pattern JOIN %s AS t ON t.%s = pattern.id;
      """;

  private static final String COPY =
      """
      INSERT INTO %s (%s)
      SELECT %s
        FROM generate_series($1::bigint, $2::bigint) AS i
        JOIN rows_of_pattern AS t ON t.nth = i %% (SELECT count(*) FROM pattern)
       ORDER BY i
      """;

  /** Ten a second until an hour ago; ids of the seventh version, as orders have. */
  private static final String BEGIN =
      """
      SET synchronous_commit = off;
      SET client_min_messages = warning;
      CREATE TEMP TABLE pattern AS
        SELECT row_number() OVER () - 1 AS nth, id
          FROM (SELECT id FROM gateway.orders WHERE status = 'COMPLETED' ORDER BY id LIMIT %d) AS few;
      CREATE FUNCTION pg_temp.past_id(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
        SELECT (lpad(to_hex(%d + i * 100), 12, '0') || '7' || lpad(to_hex(i %% 4096), 3, '0')
                || '8' || lpad(to_hex(i), 15, '0'))::uuid $$
      """;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int APART_MILLIS = 100;

  private final World world;
  private final long from;
  private final long until;
  private final AtomicLong done = new AtomicLong();

  private record Kept(String table, String id) {}

  /**
   * @param world where some orders have been completed
   * @param from how many were written before
   * @param until how many there are then in all
   */
  public Past(World world, long from, long until) {
    this.world = world;
    this.from = from;
    this.until = until;
  }

  /** Writes all of it and leaves the tables as they are some time later; blocks. */
  public void write(Runnable eachMoment) throws InterruptedException {
    var begin = System.currentTimeMillis() - HOUR_MILLIS - until * APART_MILLIS;
    var both = new ArrayList<Future<?>>();
    for (var tables : TABLES) both.add(write(begin, tables));
    var all = Future.all(both);
    while (!all.isComplete()) {
      eachMoment.run();
      Waits.pause(LOOK_EVERY_MILLIS);
    }
    if (all.failed()) throw new IllegalStateException("the past is not written", all.cause());
    vacuum();
    world.admin().checkpoint();
  }

  /** From 0 to 1. */
  public double part() {
    var tables = TABLES.stream().mapToInt(List::size).sum();
    return (double) done.get() / ((until - from) * tables);
  }

  /** Of the whole database. */
  public long bytes() {
    return world
        .admin()
        .ask("SELECT pg_database_size(current_database()) AS bytes", Tuple.tuple())
        .iterator()
        .next()
        .getLong("bytes");
  }

  private Future<?> write(long begin, List<Kept> tables) {
    var connection = world.connect();
    Future<?> written = connection.query(BEGIN.formatted(PATTERNS, begin)).execute();
    for (var table : tables) written = written.compose(before -> write(connection, table));
    return written.eventually(connection::close);
  }

  private Future<?> write(PgConnection connection, Kept kept) {
    return connection
        .query(ROWS.formatted(kept.table, kept.id))
        .execute()
        .compose(found -> connection.preparedQuery(COLUMNS).execute(Tuple.of(kept.table, kept.id)))
        .map(rows -> rows.iterator().next())
        .map(row -> COPY.formatted(kept.table, row.getString("names"), row.getString("past")))
        .compose(copy -> write(connection, copy, from));
  }

  private Future<?> write(PgConnection connection, String copy, long first) {
    if (first >= until) return Future.succeededFuture();
    var next = Math.min(first + CHUNK, until);
    return connection
        .preparedQuery(copy)
        .execute(Tuple.of(first, next - 1))
        .onSuccess(rows -> done.addAndGet(next - first))
        .compose(rows -> write(connection, copy, next));
  }

  /** What autovacuum would do in the next minutes, and would then take of what is measured. */
  private void vacuum() {
    var connection = world.connect();
    try {
      connection.query("VACUUM (ANALYZE)").execute().await(VACUUM_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no vacuum within " + VACUUM_MINUTES + " minutes", e);
    } finally {
      connection.close();
    }
  }
}
