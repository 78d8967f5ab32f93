package bakery.platform;

/** The statements of the engine over one role's table. */
record PgStatements(
    String lockById,
    String lockDue,
    String exist,
    String readById,
    String heldBy,
    String freeAbandoned,
    String putOff) {

  private static final String LOCK =
      """
      SELECT clock.now, t.*
        FROM (SELECT clock_timestamp() AS now) clock
        LEFT JOIN LATERAL (SELECT %s FROM %s WHERE %s FOR UPDATE SKIP LOCKED) t ON true
      """;

  private static final String FREE_ABANDONED =
      """
      UPDATE %1$s SET owner = NULL, lease_until = NULL
       WHERE id IN (SELECT id FROM %1$s
                     WHERE open AND owner IS NOT NULL
                       AND (lease_until < clock_timestamp()
                            OR owner NOT IN (SELECT node.id FROM node))
                     ORDER BY id LIMIT $1::int FOR UPDATE SKIP LOCKED)
      """;

  private static final String PUT_OFF =
      """
      UPDATE %s SET due_at = clock_timestamp() + make_interval(secs => $2::int)
       WHERE id = ANY($1::uuid[])
      """;

  static PgStatements of(Table<?, ?> table) {
    String name = table.name();
    String lease = table.leased() ? ", owner, epoch, lease_until" : "";
    String columns = "id, " + table.columns() + ", trace" + lease;
    String unowned = table.leased() ? "AND owner IS NULL" : "";
    String due = "open AND due_at <= clock.now %s ORDER BY due_at LIMIT $1::int".formatted(unowned);
    return new PgStatements(
        LOCK.formatted(columns, name, "id = ANY($1::uuid[]) ORDER BY id"),
        LOCK.formatted(columns, name, due),
        "SELECT id FROM %s WHERE id = ANY($1::uuid[])".formatted(name),
        "SELECT %s FROM %s WHERE id = ANY($1::uuid[])".formatted(columns, name),
        "SELECT id, epoch FROM %s WHERE open AND owner = $1::uuid LIMIT $2::int".formatted(name),
        FREE_ABANDONED.formatted(name),
        PUT_OFF.formatted(name));
  }
}
