package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The heartbeat rows of a role's schema. A beat is not waited for on the disk: lost with a crash of
 * the database, it is beaten again.
 */
final class PgAttendance implements Attendance {

  private static final String BEAT =
      """
      INSERT INTO node (id, name)
      SELECT $1::uuid, $2::text
       WHERE set_config('synchronous_commit', 'off', true) = 'off'
      ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp()
      RETURNING xmax <> 0 AS known
      """;

  private static final String STRIKE =
      """
      DELETE FROM node
       WHERE id IN (SELECT id FROM node
                     WHERE beat_at < clock_timestamp() - CASE
                             WHEN id = ANY($2::uuid[]) THEN make_interval(secs => $3::double precision / 1000)
                             ELSE make_interval(secs => $4::double precision / 1000) END
                       AND EXISTS (SELECT FROM node me
                                    WHERE me.id = $1::uuid
                                      AND me.beat_at > clock_timestamp() - interval '1 s')
                     ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING id
      """;

  private final Pool pool;

  PgAttendance(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Boolean> beat(UUID node, String name) {
    return pool.preparedQuery(BEAT)
        .execute(Tuple.of(node, name))
        .timeout(Attendance.STALE_MILLIS / 4, TimeUnit.MILLISECONDS)
        .map(rows -> rows.iterator().next().getBoolean("known"));
  }

  @Override
  public Future<List<UUID>> strike(UUID me, Collection<UUID> missed) {
    return pool.preparedQuery(STRIKE)
        .execute(
            Tuple.of(
                me,
                missed.toArray(UUID[]::new),
                (double) STALE_WITH_HINT_MILLIS,
                (double) STALE_MILLIS))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }

  @Override
  public Future<Void> leave(UUID node) {
    return pool.preparedQuery("DELETE FROM node WHERE id = $1::uuid")
        .execute(Tuple.of(node))
        .mapEmpty();
  }
}
