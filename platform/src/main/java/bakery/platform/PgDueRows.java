package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The due rows of a table on PostgreSQL. Each is decided by itself; one that nothing can be done
 * with is put off and noted in the table {@code stuck}.
 */
final class PgDueRows<A, R> {

  private final Pool pool;
  private final PgStatements sql;
  private final PgRows<A, R> rows;
  private final Recent<A> recent;
  private final DatabaseClock clock;

  PgDueRows(Pool pool, PgStatements sql, PgRows<A, R> rows, Recent<A> recent, DatabaseClock clock) {
    this.pool = pool;
    this.sql = sql;
    this.rows = rows;
    this.recent = recent;
    this.clock = clock;
  }

  /** A batch that cannot be written is halved until the culprit is alone. */
  Future<DueChanges<A, R>> change(int limit, Supplier<DueDecision<A, R>> attempts) {
    List<UUID> tried = new ArrayList<>();
    return attempt(limit, attempts.get(), tried)
        .recover(
            failure -> {
              if (Failures.pass(failure) || tried.isEmpty()) return Future.failedFuture(failure);
              Future<DueChanges<A, R>> fewer =
                  tried.size() > 1
                      ? change(tried.size() / 2, attempts)
                      : blame(tried.getFirst(), failure);
              return fewer.map(DueChanges::andMore);
            });
  }

  Future<List<Stuck>> stuck(UUID after, int limit) {
    return pool.preparedQuery(sql.stuck())
        .execute(Tuple.of(after == null ? new UUID(0, 0) : after, limit))
        .map(PgDueRows::stuck);
  }

  Future<Boolean> nudge(UUID id, Deed deed) {
    return pool.preparedQuery(sql.nudge())
        .execute(Audit.parameters(id, deed))
        .map(done -> done.rowCount() == 1);
  }

  private Future<DueChanges<A, R>> attempt(
      int limit, DueDecision<A, R> decision, List<UUID> tried) {
    return PgTransaction.in(
        pool,
        transaction ->
            transaction
                .first(sql.lockDue(), Tuple.of(limit))
                .onSuccess(found -> clock.heard(PgRows.now(found)))
                .compose(found -> decide(transaction, found, decision, tried))
                .map(done -> done.touched() == limit ? done.andMore() : done));
  }

  private Future<DueChanges<A, R>> decide(
      PgTransaction transaction, RowSet<Row> found, DueDecision<A, R> decision, List<UUID> tried) {
    SqlConnection connection = transaction.connection();
    List<Change<A, R>> changes = new ArrayList<>();
    List<UUID> recovered = new ArrayList<>();
    Map<UUID, String> ill = new TreeMap<>();
    for (Row row : PgRows.locked(found)) {
      UUID id = row.getUUID("id");
      tried.add(id);
      try {
        Change<A, R> change = decision.decide(id, rows.entry(row), PgRows.now(found));
        if (change != null) changes.add(change);
        if (row.getBoolean("stuck")) recovered.add(id);
      } catch (RuntimeException e) {
        ill.put(id, Failures.describe(e));
      }
    }
    return forget(connection, recovered)
        .compose(forgotten -> putOff(connection, ill))
        .compose(
            off ->
                rows.write(transaction, changes, Set.of())
                    .onSuccess(commit -> recent.keep(commit, PgRows.version(found)))
                    .map(commit -> new DueChanges<>(commit, off, false)));
  }

  private Future<DueChanges<A, R>> blame(UUID culprit, Throwable failure) {
    return pool.withTransaction(
        connection ->
            putOff(connection, Map.of(culprit, Failures.describe(failure)))
                .map(
                    off ->
                        new DueChanges<>(
                            new Commit<A, R>(List.of(), List.of(), Set.of(), Set.of()),
                            off,
                            false)));
  }

  private Future<List<Stuck>> putOff(SqlConnection connection, Map<UUID, String> ill) {
    if (ill.isEmpty()) return Future.succeededFuture(List.of());
    return connection
        .preparedQuery(sql.putOff())
        .execute(
            Tuple.of(
                ill.keySet().toArray(UUID[]::new),
                ill.values().toArray(String[]::new),
                Stuck.FIRST_PAUSE_SECONDS,
                Stuck.LONGEST_PAUSE_SECONDS))
        .map(PgDueRows::stuck);
  }

  private Future<?> forget(SqlConnection connection, List<UUID> recovered) {
    if (recovered.isEmpty()) return Future.succeededFuture();
    return connection
        .preparedQuery("DELETE FROM stuck WHERE id = ANY($1::uuid[])")
        .execute(Tuple.of(recovered.toArray(UUID[]::new)));
  }

  private static List<Stuck> stuck(RowSet<Row> found) {
    return found.stream()
        .map(
            row ->
                new Stuck(
                    row.getUUID("id"),
                    row.getString("cause"),
                    row.getInteger("times"),
                    Columns.instant(row, "since"),
                    Columns.instant(row, "due_at")))
        .toList();
  }
}
