package bakery.platform.staffing;

import bakery.platform.Audit;
import bakery.platform.Deed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The policy of one role and how it has fared. Whoever holds its row decides, about once a second
 * by the database's clock; all others pass on.
 */
final class PolicyTable {

  private static final int SHOWN = 20;
  private static final int KEPT = 1_000;

  private static final String TELL =
      """
      INSERT INTO policy AS p (told, rule) VALUES ($1::text, $2::text)
      ON CONFLICT (single) DO UPDATE SET told = excluded.told, rule = excluded.rule
       WHERE p.told IS DISTINCT FROM excluded.told
      """;

  private static final String SET =
      """
      INSERT INTO policy (rule) VALUES ($1::text)
      ON CONFLICT (single) DO UPDATE SET rule = excluded.rule
      """;

  private static final String TAKE =
      """
      SELECT rule, oldest_millis,
             coalesce(extract(epoch FROM clock_timestamp() - calm_since) * 1000, 0)::bigint AS calm,
             CASE WHEN isfinite(changed_at)
                  THEN (extract(epoch FROM clock_timestamp() - changed_at) * 1000)::bigint
                  ELSE 9000000000 END AS since_change
        FROM policy
       WHERE rule IS NOT NULL AND looked_at < clock_timestamp() - interval '900 ms'
         FOR UPDATE SKIP LOCKED
      """;

  private static final String WORK =
      """
      SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - min(due_at)) * 1000
                         FROM %1$s
                        WHERE open AND owner IS NULL AND due_at <= clock_timestamp()), 0)::bigint
               AS oldest,
             (SELECT count(*) FROM (SELECT FROM %1$s WHERE open AND owner IS NOT NULL
                                     LIMIT 1000000) AS held)::int AS busy
      """;

  private static final String NOTE =
      """
      UPDATE policy
         SET looked_at = clock_timestamp(), looked_by = $1::text, oldest_millis = $2::bigint,
             calm_since = CASE WHEN $3::boolean THEN coalesce(calm_since, clock_timestamp()) END,
             changed_at = CASE WHEN $4::boolean THEN clock_timestamp() ELSE changed_at END
      """;

  private static final String DECIDED =
      """
      WITH new AS (
        INSERT INTO policy_decision (decided_by, kind, before, after, reason)
        VALUES ($1::text, $2::text, $3::int, $4::int, $5::text)
        RETURNING id)
      DELETE FROM policy_decision WHERE id <= (SELECT id FROM new) - $6::int
      """;

  private static final String STATE =
      "SELECT rule, looked_at, looked_by, oldest_millis FROM policy";

  private static final String LAST =
      """
      SELECT decided_at, decided_by, kind, before, after, reason
        FROM policy_decision ORDER BY id DESC LIMIT $1::int
      """;

  private final Pool pool;
  private final String work;

  /**
   * @param table of the aggregates that workers claim
   */
  PolicyTable(Pool pool, String table) {
    this.pool = pool;
    this.work = WORK.formatted(table);
  }

  /** What the row says when it is taken. */
  record Taken(Policy policy, long oldestBefore, long calm, long sinceChange) {}

  /** What there is to do. */
  record Work(long oldest, int busy) {}

  /** A decision that was made; times are the database's. */
  public record Decided(Instant at, String by, String kind, int before, int after, String reason) {}

  /**
   * @param rule null while numbers are set by hand
   * @param lookedAt null before the first look
   */
  record State(
      String rule, Instant lookedAt, String lookedBy, long oldestMillis, List<Decided> last) {

    static final State NONE = new State(null, null, null, 0, List.of());
  }

  /**
   * Settings say so; they count when they say something else than last time.
   *
   * @param policy null for none
   */
  Future<Void> tell(String told, Policy policy) {
    return pool.preparedQuery(TELL).execute(Tuple.of(told, text(policy))).mapEmpty();
  }

  /**
   * @param policy null for none
   * @param deed is kept with it
   */
  Future<Void> set(Policy policy, Deed deed) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(SET)
                .execute(Tuple.of(text(policy)))
                .compose(set -> Audit.record(connection, List.of(deed))));
  }

  /** Null when it is not time yet, when another node decides, or when there is no policy. */
  Future<Taken> take(SqlConnection connection) {
    return connection
        .preparedQuery(TAKE)
        .execute()
        .map(rows -> rows.size() == 0 ? null : taken(rows.iterator().next()));
  }

  Future<Work> work(SqlConnection connection) {
    return connection
        .preparedQuery(work)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Work(row.getLong("oldest"), row.getInteger("busy")));
  }

  Future<Void> note(
      SqlConnection connection, String node, long oldest, boolean calm, boolean changed) {
    return connection.preparedQuery(NOTE).execute(Tuple.of(node, oldest, calm, changed)).mapEmpty();
  }

  Future<Void> decided(SqlConnection connection, String node, int before, Verdict verdict) {
    return connection
        .preparedQuery(DECIDED)
        .execute(
            Tuple.of(
                node, verdict.kind().text(), before, verdict.workers(), verdict.reason(), KEPT))
        .mapEmpty();
  }

  Future<State> state() {
    return pool.preparedQuery(STATE)
        .execute()
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(State.NONE)
                    : last().map(last -> state(rows.iterator().next(), last)));
  }

  private Future<List<Decided>> last() {
    return pool.preparedQuery(LAST)
        .execute(Tuple.of(SHOWN))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PolicyTable::decided).toList());
  }

  private static Taken taken(Row row) {
    return new Taken(
        Policy.parse(row.getString("rule")),
        row.getLong("oldest_millis"),
        row.getLong("calm"),
        row.getLong("since_change"));
  }

  private static State state(Row row, List<Decided> last) {
    String by = row.getString("looked_by");
    return new State(
        row.getString("rule"),
        by == null ? null : row.getOffsetDateTime("looked_at").toInstant(),
        by,
        row.getLong("oldest_millis"),
        last);
  }

  private static Decided decided(Row row) {
    return new Decided(
        row.getOffsetDateTime("decided_at").toInstant(),
        row.getString("decided_by"),
        row.getString("kind"),
        row.getInteger("before"),
        row.getInteger("after"),
        row.getString("reason"));
  }

  private static String text(Policy policy) {
    return policy == null ? null : policy.toString();
  }
}
