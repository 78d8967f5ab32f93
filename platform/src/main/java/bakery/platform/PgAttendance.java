package bakery.platform;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The heartbeat rows of a role's schema. A beat is not waited for on the disk: lost with a crash of
 * the database, it is beaten again.
 */
final class PgAttendance implements Attendance {

  private static final String STRIKE =
      """
      WITH struck AS (DELETE FROM node
       WHERE id IN (SELECT id FROM node
                     WHERE beat_at < clock_timestamp() - CASE
                             WHEN id = ANY($2::uuid[])
                               OR beat_at > clock_timestamp() - make_interval(secs => $5::double precision / 1000)
                                  AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = node.backend)
                             THEN make_interval(secs => $3::double precision / 1000)
                             ELSE make_interval(secs => $4::double precision / 1000) END
                       AND EXISTS (SELECT FROM node me
                                    WHERE me.id = $1::uuid
                                      AND me.beat_at > clock_timestamp() - interval '1 s')
                     ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING id)
      SELECT id, true AS struck FROM struck
       UNION ALL
      SELECT id, false FROM node WHERE id = ANY($2::uuid[]) AND id NOT IN (SELECT id FROM struck)
      """;

  private final Pool pool;
  private final String beat;
  private final List<String> statuses;

  PgAttendance(Pool pool, Table<?, ?> table) {
    this.pool = pool;
    this.beat = PgStatements.of(table).beat();
    this.statuses = table.statuses();
  }

  @Override
  public Future<Pulse> beat(UUID node, String name, boolean count) {
    return pool.preparedQuery(beat)
        .execute(Tuple.of(node, name, (double) LATE_MILLIS, (double) Sweeps.UNTRIED_MILLIS, count))
        .timeout(Attendance.STALE_MILLIS / 4, TimeUnit.MILLISECONDS)
        .map(rows -> pulse(rows.iterator().next()));
  }

  private Pulse pulse(Row row) {
    return new Pulse(
        row.getBoolean("known"),
        row.getBoolean("late"),
        row.getBoolean("open"),
        row.getBoolean("due"),
        row.getBoolean("untried"),
        row.getInteger("parked"),
        row.getInteger("stuck"),
        wanted(row.getArrayOfIntegers("wanted")),
        row.getBoolean("policy_due"),
        row.getInteger("envelopes") == null ? null : census(row));
  }

  private static Wanted wanted(Integer[] row) {
    return row == null ? Wanted.NOTHING_SAID : new Wanted(row[0], row[1]);
  }

  private Census census(Row row) {
    Map<String, Integer> open = new HashMap<>();
    for (String status : statuses) open.put(status, 0);
    String counted = row.getString("open_by_status");
    if (counted != null) {
      for (Map.Entry<String, Object> each : new JsonObject(counted)) {
        open.put(each.getKey(), ((Number) each.getValue()).intValue());
      }
    }
    return new Census(
        open,
        row.getInteger("envelopes"),
        orNone(row, "oldest_envelope"),
        orNone(row, "oldest_due"));
  }

  private static double orNone(Row row, String column) {
    Double seconds = row.getDouble(column);
    return seconds == null ? 0 : Math.max(0, seconds);
  }

  @Override
  public Future<Verdict> strike(UUID me, Collection<UUID> missed, long steadyMillis) {
    return pool.preparedQuery(STRIKE)
        .execute(
            Tuple.of(
                me,
                missed.toArray(UUID[]::new),
                (double) LATE_MILLIS,
                (double) STALE_MILLIS,
                (double) steadyMillis))
        .map(
            rows -> {
              Map<Boolean, List<UUID>> struck =
                  rows.stream()
                      .collect(
                          partitioningBy(
                              row -> row.getBoolean("struck"),
                              mapping(row -> row.getUUID("id"), toList())));
              return new Verdict(struck.get(true), struck.get(false));
            });
  }

  @Override
  public Future<Void> leave(UUID node) {
    return pool.preparedQuery("DELETE FROM node WHERE id = $1::uuid")
        .execute(Tuple.of(node))
        .mapEmpty();
  }
}
