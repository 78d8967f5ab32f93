package bakery.platform;

import java.util.List;

/**
 * The statements that update rows, each in one with the letters that are posted because of it: two
 * would cost the server a good deal more. Those that check fail when one of the rows is not as it
 * was when it was decided on, and make a rollback of the COMMIT behind them.
 *
 * @param unchanged checks rows that nothing is written to
 */
record PgUpdate(
    String plain, String posting, String checked, String checkedPosting, String unchanged) {

  private static final String CHECKED =
      """
      done AS (
      %s AND (u.version IS NULL OR t.xmin = u.version::xid)
      RETURNING 1)
      SELECT 1 / (count(*) = cardinality($1::uuid[]))::int FROM done
      """;

  /** Held till the end, and not waited for: what is in other hands counts as another. */
  private static final String UNCHANGED =
      """
      SELECT 1 / (count(*) = cardinality($1::uuid[]))::int
        FROM (SELECT FROM unnest($1::uuid[], $2::text[]) AS u (id, version)
                JOIN %s AS t ON t.id = u.id AND t.xmin = u.version::xid
                 FOR UPDATE OF t SKIP LOCKED) AS same
      """;

  static PgUpdate of(Table<?, ?> table) {
    int parameters = table.updated(List.of()).size() + 1;
    String plain = table.update();
    String checked = CHECKED.formatted(plain);
    return new PgUpdate(
        plain,
        PgOutbox.insertBeside(plain, parameters),
        "WITH " + checked,
        PgOutbox.insertBeside(", " + checked, parameters),
        UNCHANGED.formatted(table.name()));
  }

  String statement(boolean checks, boolean posts) {
    if (checks) return posts ? checkedPosting : checked;
    return posts ? posting : plain;
  }
}
