package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code audit} of a role's schema: what staff did there, when and why. */
public final class Audit {

  public static final int MAX_PAGE = 500;

  private static final UUID FIRST = new UUID(0, 0);

  private static final String INSERT =
      """
      INSERT INTO audit (id, who, by_right, action, thing, reason)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      """;

  /** Behind {@code WITH done AS (… $1 … RETURNING …)}: keeps the deed when something was done. */
  static final String KEEP =
      """
      INSERT INTO audit (id, who, by_right, action, thing, reason)
      SELECT $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text FROM done
      """;

  /** The release before kept letters that were given up in a table of their own. */
  private static final String READ =
      """
      SELECT id, at, who, by_right, action, thing, reason, details FROM audit
       WHERE id > $1::uuid
      UNION ALL
      SELECT id, discarded_at, discarded_by, 'operator', 'discard-letter', id::text, reason,
             jsonb_build_object('to', destination, 'type', type, 'key', key, 'refusals', refusals,
                                'refusal', refusal, 'writtenAt', written_at, 'parkedAt', parked_at)
        FROM repair
       WHERE id > $1::uuid
       ORDER BY id LIMIT $2::int
      """;

  private final Pool pool;

  private Audit(Pool pool) {
    this.pool = pool;
  }

  /** Of the role whose pool it is. */
  public static Audit in(Pool pool) {
    return new Audit(pool);
  }

  /**
   * A deed as it was kept.
   *
   * @param details what was known of the thing, or null
   */
  public record Entry(UUID id, Instant at, Deed deed, JsonObject details) {}

  /** Keeps deeds, in the transaction of this connection if it is in one. */
  public static Future<Void> record(SqlClient connection, List<Deed> deeds) {
    if (deeds.isEmpty()) return Future.succeededFuture();
    return connection.preparedQuery(INSERT).execute(arrays(deeds)).mapEmpty();
  }

  /** Keeps deeds with what was done. */
  static Clause keeping(List<Deed> deeds) {
    return Clause.of(INSERT, arrays(deeds));
  }

  private static Tuple arrays(List<Deed> deeds) {
    return Tuple.of(
        deeds.stream().map(deed -> Ids.next()).toArray(UUID[]::new),
        deeds.stream().map(Deed::who).toArray(String[]::new),
        deeds.stream().map(Deed::right).toArray(String[]::new),
        deeds.stream().map(Deed::action).toArray(String[]::new),
        deeds.stream().map(Deed::thing).toArray(String[]::new),
        deeds.stream().map(Deed::reason).toArray(String[]::new));
  }

  /** Keeps what is done in no transaction of this role. */
  public Future<Void> record(Deed deed) {
    return orLater(record(pool, List.of(deed)));
  }

  /**
   * In the order of their ids, which is nearly that of time.
   *
   * @param after the last id of the page before, or null
   * @param limit at most {@link #MAX_PAGE}
   */
  public Future<List<Entry>> read(UUID after, int limit) {
    return orLater(
        pool.preparedQuery(READ)
            .execute(Tuple.of(after == null ? FIRST : after, Math.min(limit, MAX_PAGE)))
            .map(rows -> rows.stream().map(Audit::entry).toList()));
  }

  /** Of a statement that ends with {@link #KEEP}. */
  static Tuple parameters(UUID id, Deed deed) {
    return Tuple.of(
        id, Ids.next(), deed.who(), deed.right(), deed.action(), deed.thing(), deed.reason());
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getUUID("id"),
        Columns.instant(row, "at"),
        new Deed(
            row.getString("who"),
            row.getString("by_right"),
            row.getString("action"),
            row.getString("thing"),
            row.getString("reason")),
        row.getJsonObject("details"));
  }

  private static <T> Future<T> orLater(Future<T> future) {
    return future.recover(
        e ->
            Future.failedFuture(
                Failures.pass(e) ? new TryLater("the database does not answer", e) : e));
  }
}
