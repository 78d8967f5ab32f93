package bakery.platform;

/** The statements of the engine over one role's table. */
record PgStatements(
    String beat,
    String lockById,
    String lockDue,
    String exist,
    String readById,
    String heldBy,
    String freeAbandoned,
    String putOff,
    String stuck,
    String nudge) {

  private static final String BEAT =
      """
      INSERT INTO node (id, name, backend)
      SELECT $1::uuid, $2::text, pg_backend_pid()
       WHERE set_config('synchronous_commit', 'off', true) = 'off'
      ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp(), backend = excluded.backend
      RETURNING xmax <> 0 AS known,
        EXISTS (SELECT FROM node AS other
                 WHERE other.id <> $1::uuid
                   AND other.beat_at < now() - make_interval(secs => $3::double precision / 1000))
          AS late,
        EXISTS (SELECT FROM %1$s WHERE open) AS open,
        EXISTS (SELECT FROM %1$s WHERE open AND due_at <= now() %2$s) AS due,
        EXISTS (SELECT FROM outbox
                 WHERE parked_at IS NULL
                   AND tried_at < now() - make_interval(secs => $4::double precision / 1000))
          AS untried,
        (SELECT count(*) FROM (SELECT FROM outbox WHERE parked_at IS NOT NULL LIMIT 1000) AS counted)::int
          AS parked,
        (SELECT count(*)
           FROM (SELECT id FROM stuck ORDER BY id LIMIT 1000) AS few
          WHERE EXISTS (SELECT FROM %1$s AS t WHERE t.id = few.id AND t.open %2$s OFFSET 0))::int
          AS stuck,
        (SELECT ARRAY[number, version] FROM workers WHERE workers.node = $2::text) AS wanted,
        EXISTS (SELECT FROM policy
                 WHERE rule IS NOT NULL AND looked_at < now() - interval '900 ms') AS policy_due,
        CASE WHEN $5::boolean THEN
          (SELECT count(*) FROM (SELECT FROM outbox WHERE parked_at IS NULL LIMIT %4$d) AS counted)::int
          END AS envelopes,
        CASE WHEN $5::boolean THEN
          (SELECT extract(epoch FROM now() - written_at) FROM outbox
            WHERE parked_at IS NULL ORDER BY id LIMIT 1)::double precision
          END AS oldest_envelope,
        CASE WHEN $5::boolean THEN
          (SELECT extract(epoch FROM now() - due_at) FROM %1$s
            WHERE open AND due_at <= now() %2$s ORDER BY due_at LIMIT 1)::double precision
          END AS oldest_due,
        CASE WHEN $5::boolean THEN %3$s END AS open_by_status
      """;

  private static final String BY_STATUS =
      """
      (SELECT json_object_agg(status, n)::text
         FROM (SELECT status, count(*) AS n
                 FROM (SELECT status FROM %s WHERE open LIMIT %d) AS few
                GROUP BY status) AS counted)
      """;

  private static final String LOCK_DUE =
      """
      SELECT clock.now, clock.tx, t.*, EXISTS (SELECT FROM stuck WHERE stuck.id = t.id) AS stuck
        FROM (%s) clock
        LEFT JOIN LATERAL (SELECT %s FROM %s WHERE %s FOR UPDATE SKIP LOCKED) t ON true
      """;

  private static final String NOW = "SELECT " + PgBundle.NOW;

  private static final String LOCK_BY_ID =
      """
      SELECT clock.now, clock.tx, t.*
        FROM (%s) clock
        LEFT JOIN LATERAL (SELECT %s, xmin::text AS version FROM %s WHERE id = ANY($1::uuid[])
                            ORDER BY id FOR UPDATE SKIP LOCKED) t ON true
      """;

  /** In the order of the index of what is open: in any other all that ever was would be read. */
  private static final String FREE_ABANDONED =
      """
      UPDATE %1$s SET owner = NULL, lease_until = NULL
       WHERE id = ANY (ARRAY(
               SELECT id FROM %1$s
                WHERE open AND owner IS NOT NULL
                  AND (lease_until < clock_timestamp()
                       OR owner NOT IN (SELECT node.id FROM node))
                ORDER BY due_at LIMIT $1::int FOR UPDATE SKIP LOCKED))
      """;

  private static final String PUT_OFF =
      """
      WITH off AS (
        INSERT INTO stuck (id, cause)
        SELECT * FROM unnest($1::uuid[], $2::text[]) AS new (id, cause) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET times = stuck.times + 1, cause = excluded.cause
        RETURNING id, cause, times, since)
      UPDATE %s AS t
         SET due_at = clock_timestamp() + make_interval(
               secs => least($3::int * power(2, least(off.times, 30) - 1), $4::int))
        FROM off
       WHERE t.id = off.id
      RETURNING off.id, off.cause, off.times, off.since, t.due_at
      """;

  private static final String STUCK =
      """
      SELECT stuck.id, stuck.cause, stuck.times, stuck.since, t.due_at
        FROM stuck JOIN %s t ON t.id = stuck.id
       WHERE t.open %s AND stuck.id > $1::uuid
       ORDER BY stuck.id LIMIT $2::int
      """;

  private static final String NUDGE =
      """
      WITH done AS (
        UPDATE %s SET due_at = clock_timestamp()
         WHERE id = $1::uuid AND open %s AND EXISTS (SELECT FROM stuck WHERE stuck.id = $1::uuid)
        RETURNING id)
      """
          + Audit.KEEP;

  static PgStatements of(Table<?, ?> table) {
    String name = table.name();
    String lease = table.leased() ? ", owner, epoch, lease_until" : "";
    String columns = "id, " + table.columns() + ", trace" + lease;
    String unowned = table.leased() ? "AND owner IS NULL" : "";
    String due = "open AND due_at <= clock.now %s ORDER BY due_at LIMIT $1::int".formatted(unowned);
    String byStatus =
        table.statuses().isEmpty()
            ? "NULL::text"
            : BY_STATUS.formatted(name, Census.COUNTED_AT_MOST);
    return new PgStatements(
        BEAT.formatted(name, unowned, byStatus, Census.COUNTED_AT_MOST),
        LOCK_BY_ID.formatted(NOW, columns, name),
        LOCK_DUE.formatted(NOW, columns, name, due),
        "SELECT id FROM %s WHERE id = ANY($1::uuid[])".formatted(name),
        "SELECT %s FROM %s WHERE id = ANY($1::uuid[])".formatted(columns, name),
        "SELECT id, epoch FROM %s WHERE open AND owner = $1::uuid ORDER BY due_at LIMIT $2::int"
            .formatted(name),
        FREE_ABANDONED.formatted(name),
        PUT_OFF.formatted(name),
        STUCK.formatted(name, unowned),
        NUDGE.formatted(name, unowned));
  }
}
