package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The parked letters of an outbox table. */
final class PgParked {

  private static final UUID FIRST = new UUID(0, 0);

  private static final String LIST =
      """
      SELECT id, destination, letters, refusals, written_at, parked_at, refusal
        FROM outbox
       WHERE parked_at IS NOT NULL AND id > $1::uuid
       ORDER BY id LIMIT $2::int
      """;
  private static final String RETRY =
      """
      WITH done AS (
        UPDATE outbox SET parked_at = NULL, refusals = 0, tried_at = written_at - interval '1 h'
         WHERE id = $1::uuid AND parked_at IS NOT NULL
        RETURNING id)
      """
          + Audit.KEEP;
  private static final String DISCARD =
      """
      WITH gone AS (
        DELETE FROM outbox WHERE id = $1::uuid AND parked_at IS NOT NULL
        RETURNING id, destination, letters::jsonb -> 0 AS letter, written_at, parked_at, refusals,
                  refusal)
      INSERT INTO audit (id, who, by_right, action, thing, reason, details)
      SELECT $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text,
             jsonb_build_object('to', destination, 'type', letter ->> 'type',
                                'key', letter ->> 'key', 'refusals', refusals, 'refusal', refusal,
                                'writtenAt', written_at, 'parkedAt', parked_at)
        FROM gone
      """;

  private final Pool pool;
  private final Letters letters;

  PgParked(Pool pool, Letters letters) {
    this.pool = pool;
    this.letters = letters;
  }

  Future<List<Parked>> list(UUID after, int limit) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(after == null ? FIRST : after, limit))
        .map(rows -> rows.stream().map(this::parked).toList());
  }

  Future<Boolean> retry(UUID id, Deed deed) {
    return pool.preparedQuery(RETRY)
        .execute(Audit.parameters(id, deed))
        .map(done -> done.rowCount() == 1);
  }

  /** What the letter said is not kept: it may hold an address. */
  Future<Boolean> discard(UUID id, Deed deed) {
    return pool.preparedQuery(DISCARD)
        .execute(Audit.parameters(id, deed))
        .map(done -> done.rowCount() == 1);
  }

  private Parked parked(Row row) {
    String to = row.getString("destination");
    Letter alone = letters.read(to, row.getString("letters")).getFirst();
    return new Parked(
        row.getUUID("id"),
        to,
        alone.type(),
        alone.key(),
        row.getInteger("refusals"),
        Columns.instant(row, "written_at"),
        Columns.instant(row, "parked_at"),
        row.getString("refusal"));
  }
}
