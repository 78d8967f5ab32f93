package bakery.platform;

/**
 * One statement that reads what operators want to know of a role's tables, in one snapshot. Its
 * column {@code survey} is a document; ages are seconds, by the database's clock:
 *
 * <pre>
 * nodes       [{id, name, upSeconds, sinceBeatSeconds}], at most 100
 * open        {STATUS: {count, oldestSeconds}}, of the first {@value Glance#MOST_OPEN} open rows
 * more        whether there are more open rows than that
 * waiting     {count, oldestSeconds} of those that are due and in nobody's hands
 * claims      [{node, worker, count}], node is an id
 * inHand      [{node, worker, id, what, seconds}], at most {@value Glance#MOST_IN_HAND}
 * envelopes   [{to, count, oldestSeconds}] that have no receipt yet
 * parked      {count, oldestSeconds}, counted up to a thousand
 * stuck       counted up to a thousand
 * lastMinute  see {@link Sight}; null when nobody asks
 * </pre>
 *
 * Open rows are read through the index of what is due, so that rows that have ended cost nothing.
 */
public final class Survey {

  private static final String SQL =
      """
      WITH few AS (
        SELECT t.id, t.status, t.due_at, %2$s AS since, %3$s AS owner, %4$s AS worker
          FROM %1$s AS t WHERE t.open ORDER BY t.due_at LIMIT %6$d + 1),
      ages AS (
        SELECT id, status, owner, worker, owner IS NULL AND due_at <= clock_timestamp() AS due,
               round(extract(epoch FROM clock_timestamp() - since)::numeric, 3) AS seconds
          FROM few)
      SELECT jsonb_build_object(
        'nodes', (
          SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'id', n.id, 'name', n.name,
                   'upSeconds', extract(epoch FROM clock_timestamp() - n.started_at)::bigint,
                   'sinceBeatSeconds',
                   round(extract(epoch FROM clock_timestamp() - n.beat_at)::numeric, 3))
                   ORDER BY n.name, n.id), '[]')
            FROM (SELECT id, name, started_at, beat_at FROM node ORDER BY id LIMIT 100) AS n),
        'open', (
          SELECT coalesce(jsonb_object_agg(s.status, s.told), '{}')
            FROM (SELECT status, jsonb_build_object('count', count(*),
                                                    'oldestSeconds', max(seconds)) AS told
                    FROM ages GROUP BY status) AS s),
        'more', (SELECT count(*) > %6$d FROM few),
        'waiting', (
          SELECT jsonb_build_object('count', count(*), 'oldestSeconds', max(seconds))
            FROM ages WHERE due),
        'claims', (
          SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'node', c.owner, 'worker', c.worker, 'count', c.n)), '[]')
            FROM (SELECT owner, worker, count(*) AS n FROM ages
                   WHERE owner IS NOT NULL GROUP BY owner, worker ORDER BY worker, owner
                   LIMIT 1000) AS c),
        'inHand', (
          SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'node', h.owner, 'worker', h.worker, 'id', h.id, 'what', %5$s,
                   'seconds', h.seconds)), '[]')
            FROM (SELECT id, owner, worker, seconds FROM ages
                   WHERE owner IS NOT NULL ORDER BY seconds DESC LIMIT %7$d) AS h
            JOIN %1$s AS t ON t.id = h.id),
        'envelopes', (
          SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'to', e.destination, 'count', e.n, 'oldestSeconds', e.seconds)
                   ORDER BY e.destination), '[]')
            FROM (SELECT destination, count(*) AS n,
                         round(extract(epoch FROM clock_timestamp() - min(written_at))::numeric, 3)
                           AS seconds
                    FROM (SELECT destination, written_at FROM outbox
                           WHERE parked_at IS NULL LIMIT %6$d) AS sent
                   GROUP BY destination) AS e),
        'parked', (
          SELECT jsonb_build_object('count', count(*), 'oldestSeconds',
                   round(extract(epoch FROM clock_timestamp() - min(p.parked_at))::numeric, 3))
            FROM (SELECT parked_at FROM outbox
                   WHERE parked_at IS NOT NULL ORDER BY id LIMIT 1000) AS p),
        'stuck', (
          SELECT count(*) FROM (SELECT id FROM stuck ORDER BY id LIMIT 1000) AS s
           WHERE EXISTS (SELECT FROM %1$s AS t WHERE t.id = s.id AND t.open %8$s OFFSET 0)),
        'lastMinute', (%9$s)) AS survey
      """;

  private Survey() {}

  public static String of(Table<?, ?> table) {
    Sight sight = table.sight();
    String lastMinute =
        sight.lastMinute() == null
            ? "NULL::bigint"
            : "SELECT count(*) FROM (%s LIMIT 1000000) AS came".formatted(sight.lastMinute());
    return SQL.formatted(
        table.name(),
        sight.since(),
        table.leased() ? "t.owner" : "NULL::uuid",
        sight.worker(),
        sight.what(),
        Glance.MOST_OPEN,
        Glance.MOST_IN_HAND,
        table.leased() ? "AND t.owner IS NULL" : "",
        lastMinute);
  }
}
