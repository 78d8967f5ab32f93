package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The store on PostgreSQL. Rows are locked in the order of their ids and never waited for; new ones
 * are inserted in the same order, so that two batches cannot block each other for good. What was
 * written here just now is not read again, unless somebody else has written it since.
 */
final class PgStore<A, R> implements Store<A, R> {

  private final Pool pool;
  private final boolean leased;
  private final PgStatements sql;
  private final PgRows<A, R> rows;
  private final PgDueRows<A, R> dueRows;
  private final Recent<A> recent = new Recent<>();

  /**
   * @param node this one, which has the letters of its commits in hand
   */
  PgStore(Pool pool, Table<A, R> table, Letters letters, UUID node) {
    this.pool = pool;
    this.leased = table.leased();
    this.sql = PgStatements.of(table);
    this.rows = new PgRows<>(table, letters, node);
    this.dueRows = new PgDueRows<>(pool, sql, rows);
  }

  @Override
  public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
    return PgTransaction.in(
            pool,
            transaction ->
                transaction
                    .first(sql.lockById(), Tuple.of(ids.toArray(UUID[]::new)))
                    .compose(
                        locked -> {
                          Map<UUID, Entry<A>> found = new LinkedHashMap<>();
                          for (Row row : PgRows.locked(locked)) {
                            UUID id = row.getUUID("id");
                            found.put(
                                id,
                                recent.get(id, row.getString("version"), () -> rows.entry(row)));
                          }
                          List<Change<A, R>> changes = decision.decide(found, PgRows.now(locked));
                          return hidden(transaction.connection(), ids, found, changes)
                              .compose(hidden -> rows.write(transaction, changes, hidden))
                              .onSuccess(commit -> recent.keep(commit, PgRows.version(locked)));
                        }))
        .onFailure(failure -> recent.clear());
  }

  @Override
  public Future<DueChanges<A, R>> changeDue(int limit, Supplier<DueDecision<A, R>> attempts) {
    return dueRows.change(limit, attempts);
  }

  @Override
  public Future<List<Stuck>> stuck(UUID after, int limit) {
    return dueRows.stuck(after, limit);
  }

  @Override
  public Future<Boolean> nudge(UUID stuck, Deed deed) {
    return dueRows.nudge(stuck, deed);
  }

  @Override
  public Future<Map<UUID, Entry<A>>> read(Collection<UUID> ids) {
    return pool.preparedQuery(sql.readById())
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            found ->
                found.stream().collect(Collectors.toMap(row -> row.getUUID("id"), rows::entry)));
  }

  @Override
  public Future<List<Held>> heldBy(UUID node, int limit) {
    if (!leased) return Future.succeededFuture(List.of());
    return pool.preparedQuery(sql.heldBy())
        .execute(Tuple.of(node, limit))
        .map(
            held ->
                held.stream().map(r -> new Held(r.getUUID("id"), r.getInteger("epoch"))).toList());
  }

  @Override
  public Future<Integer> freeAbandoned(int limit) {
    if (!leased) return Future.succeededFuture(0);
    return pool.preparedQuery(sql.freeAbandoned()).execute(Tuple.of(limit)).map(RowSet::rowCount);
  }

  /**
   * A row in other hands looks as if there were none. Where nothing is inserted for it, only a
   * second look tells the one from the other; else a letter to it would count as handled unread.
   */
  private Future<Set<UUID>> hidden(
      SqlConnection connection,
      Collection<UUID> wanted,
      Map<UUID, Entry<A>> found,
      List<Change<A, R>> changes) {
    Set<UUID> missing = new HashSet<>(wanted);
    missing.removeAll(found.keySet());
    missing.removeAll(PgRows.ids(changes));
    if (missing.isEmpty()) return Future.succeededFuture(Set.of());
    return connection
        .preparedQuery(sql.exist())
        .execute(Tuple.of(missing.toArray(UUID[]::new)))
        .map(there -> there.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
  }
}
