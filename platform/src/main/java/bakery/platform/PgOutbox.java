package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The outbox table of a role's schema. */
final class PgOutbox implements Outbox {

  private static final String INSERT =
      "INSERT INTO outbox (id, destination, letters, sender)\nSELECT *, $4::uuid FROM %s AS u\n"
          .formatted(Columns.rows("id uuid, destination text, letters text"));

  /** Tried in vain again and again, it is tried more seldom: who is slow is not helped by more. */
  private static final String SWEEP =
      """
      UPDATE outbox SET tried_at = clock_timestamp(), tries = tries + 1, sender = $5::uuid
       WHERE id IN (SELECT id FROM outbox
                     WHERE parked_at IS NULL
                       AND tried_at < clock_timestamp()
                           - make_interval(secs => $1::double precision / 1000) * (1 + refusals + least(tries / 2, 3))
                       AND ($3::text IS NULL OR destination = $3::text)
                       AND destination <> ALL($4::text[])
                     ORDER BY tried_at, id LIMIT $2::int FOR UPDATE SKIP LOCKED)
      RETURNING id, destination, letters
      """;

  private static final String TAKE_OVER =
      """
      UPDATE outbox SET tried_at = clock_timestamp(), tries = tries + 1, sender = $3::uuid
       WHERE id IN (SELECT id FROM outbox
                     WHERE parked_at IS NULL
                       AND (sender = ANY($1::uuid[]) OR sender NOT IN (SELECT node.id FROM node))
                     ORDER BY id LIMIT $2::int FOR UPDATE SKIP LOCKED)
      RETURNING id, destination, letters
      """;

  /** Not waited for on the disk: an envelope that comes back is sent again, and changes nothing. */
  private static final String DELETE =
      """
      DELETE FROM outbox
       WHERE (SELECT set_config('synchronous_commit', 'off', true)) = 'off' AND id = ANY($1::uuid[])
      """;

  private static final String KEEP =
      "UPDATE outbox SET letters = $2::text WHERE id = $1::uuid RETURNING destination";

  private static final String SPLIT =
      "DELETE FROM outbox WHERE id = $1::uuid RETURNING destination";

  private static final String INSERT_REFUSED =
      Columns.insert("outbox", "id uuid, destination text, letters text, refusal text");

  private static final String REFUSED =
      """
      UPDATE outbox SET refusals = refusals + 1, refusal = $3::text,
             parked_at = CASE WHEN refusals + 1 >= $2::int THEN clock_timestamp() END
       WHERE id = $1::uuid
      """;

  private final Pool pool;
  private final Letters letters;
  private final UUID sender;
  private final PgParked parked;

  /**
   * @param sender this node
   */
  PgOutbox(Pool pool, Letters letters, UUID sender) {
    this.pool = pool;
    this.letters = letters;
    this.sender = sender;
    this.parked = new PgParked(pool, letters);
  }

  /** Posts envelopes, with what they are posted because of. */
  static Clause posting(List<Envelope> envelopes, Letters letters, UUID sender) {
    return Clause.of(
        INSERT,
        Tuple.of(
            envelopes.stream().map(Envelope::id).toArray(UUID[]::new),
            envelopes.stream().map(Envelope::to).toArray(String[]::new),
            envelopes.stream().map(e -> letters.write(e.letters())).toArray(String[]::new),
            sender));
  }

  @Override
  public Future<List<Envelope>> sweep(
      long untriedMillis, int limit, String only, Set<String> except) {
    return pool.preparedQuery(SWEEP)
        .execute(
            Tuple.of((double) untriedMillis, limit, only, except.toArray(String[]::new), sender))
        .map(this::envelopes);
  }

  @Override
  public Future<List<Envelope>> takeOver(Set<UUID> left, int limit) {
    return pool.preparedQuery(TAKE_OVER)
        .execute(Tuple.of(left.toArray(UUID[]::new), limit, sender))
        .map(this::envelopes);
  }

  private List<Envelope> envelopes(RowSet<Row> rows) {
    return rows.stream()
        .map(
            row -> {
              String to = row.getString("destination");
              return new Envelope(
                  row.getUUID("id"), to, letters.read(to, row.getString("letters")));
            })
        .filter(this::readable)
        .sorted(Comparator.comparing(Envelope::id))
        .toList();
  }

  @Override
  public Future<List<Parked>> parked(UUID after, int limit) {
    return parked.list(after, limit);
  }

  @Override
  public Future<Boolean> retry(UUID id, Deed deed) {
    return parked.retry(id, deed);
  }

  @Override
  public Future<Boolean> discard(UUID id, Deed deed) {
    return parked.discard(id, deed);
  }

  @Override
  public Future<Void> settle(List<Settlement> settlements) {
    List<UUID> done = new ArrayList<>();
    List<Settlement> rest = new ArrayList<>();
    for (Settlement each : settlements) {
      if (each.done()) done.add(each.envelope());
      else rest.add(each);
    }
    done.sort(null);
    if (rest.isEmpty()) {
      return pool.preparedQuery(DELETE).execute(Tuple.of(done.toArray(UUID[]::new))).mapEmpty();
    }
    return pool.withTransaction(
        connection -> {
          Future<?> steps =
              connection.preparedQuery(DELETE).execute(Tuple.of(done.toArray(UUID[]::new)));
          for (Settlement each : rest) steps = steps.compose(before -> settle(connection, each));
          return steps.mapEmpty();
        });
  }

  private Future<?> settle(SqlConnection connection, Settlement each) {
    if (each.alone()) {
      return connection
          .preparedQuery(REFUSED)
          .execute(Tuple.of(each.envelope(), MAX_REFUSALS, each.refused().getFirst().reason()));
    }
    Future<RowSet<Row>> kept =
        each.later().isEmpty()
            ? connection.preparedQuery(SPLIT).execute(Tuple.of(each.envelope()))
            : connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(each.envelope(), letters.write(each.later())));
    return kept.compose(
        rows -> {
          boolean settledByAnother = rows.rowCount() == 0;
          if (settledByAnother || each.refused().isEmpty()) return Future.succeededFuture();
          String to = rows.iterator().next().getString("destination");
          return connection
              .preparedQuery(INSERT_REFUSED)
              .execute(
                  Tuple.of(
                      each.refused().stream().map(refusal -> Ids.next()).toArray(UUID[]::new),
                      each.refused().stream().map(refusal -> to).toArray(String[]::new),
                      each.refused().stream()
                          .map(refusal -> letters.write(List.of(refusal.letter())))
                          .toArray(String[]::new),
                      each.refused().stream().map(Refusal::reason).toArray(String[]::new)));
        });
  }

  /** An envelope with a message that only a newer release knows is left to that release. */
  private boolean readable(Envelope envelope) {
    return envelope.letters().stream().noneMatch(letter -> letter.message() == null);
  }
}
