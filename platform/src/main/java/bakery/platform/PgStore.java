package bakery.platform;

import bakery.platform.Recent.Kept;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on PostgreSQL. Rows are locked in the order of their ids and never waited for; new ones
 * are inserted in the same order, so that two batches cannot block each other for good. What was
 * written here just now is decided on unseen, neither locked nor read: the transaction fails if
 * somebody else has written it since, or holds it for long, and is tried once more on what is
 * there.
 */
final class PgStore<A, R> implements Store<A, R> {

  /** Waited too long for a row; waited for each other. */
  private static final Set<String> HELD = Set.of("55P03", "40P01");

  private static final Logger LOG = LoggerFactory.getLogger(PgStore.class);

  private final Pool pool;
  private final boolean leased;
  private final PgStatements sql;
  private final PgRows<A, R> rows;
  private final PgDueRows<A, R> dueRows;
  private final Recent<A> recent;

  PgStore(Pool pool, Table<A, R> table, Letters letters, UUID node) {
    this(pool, table, letters, node, new Recent<>(() -> {}));
  }

  /**
   * @param node this one, which has the letters of its commits in hand
   */
  PgStore(Pool pool, Table<A, R> table, Letters letters, UUID node, Recent<A> recent) {
    this.pool = pool;
    this.recent = recent;
    this.leased = table.leased();
    this.sql = PgStatements.of(table);
    this.rows = new PgRows<>(table, letters, node);
    this.dueRows = new PgDueRows<>(pool, sql, rows, recent);
  }

  /** What was decided on unseen and did not go through is decided once more on what is there. */
  @Override
  public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
    return PgTransaction.in(pool, begun -> change(begun, ids, recent.among(ids), decision))
        .recover(
            failure -> {
              if (!(failure instanceof Stale)) return Future.failedFuture(failure);
              LOG.debug("{} rows are decided on again: {}", ids.size(), failure.getMessage());
              recent.doubt();
              return PgTransaction.in(pool, begun -> change(begun, ids, Map.of(), decision));
            })
        .onFailure(failure -> recent.clear());
  }

  private Future<Commit<A, R>> change(
      PgTransaction transaction,
      Collection<UUID> ids,
      Map<UUID, Kept<A>> known,
      Decision<A, R> decision) {
    return lock(transaction, ids, known)
        .compose(locked -> decide(transaction, ids, known, locked, decision))
        .recover(
            failure ->
                Future.failedFuture(
                    known.isEmpty() || !mayBeStale(failure) ? failure : new Stale(failure)));
  }

  private Future<Commit<A, R>> decide(
      PgTransaction transaction,
      Collection<UUID> ids,
      Map<UUID, Kept<A>> known,
      RowSet<Row> locked,
      Decision<A, R> decision) {
    Map<UUID, Entry<A>> found = new LinkedHashMap<>();
    Map<UUID, String> unseen = new LinkedHashMap<>();
    known.forEach(
        (id, kept) -> {
          found.put(id, kept.entry());
          unseen.put(id, kept.version());
        });
    for (Row row : PgRows.locked(locked)) {
      UUID id = row.getUUID("id");
      found.put(id, recent.get(id, row.getString("version"), () -> rows.entry(row)));
    }
    List<Change<A, R>> changes = decision.decide(found, PgRows.now(locked));
    return hidden(transaction.connection(), ids, found, changes)
        .compose(hidden -> rows.write(transaction, changes, hidden, unseen))
        .onSuccess(commit -> recent.keep(commit, PgRows.version(locked)));
  }

  private Future<RowSet<Row>> lock(
      PgTransaction transaction, Collection<UUID> ids, Map<UUID, Kept<A>> known) {
    UUID[] unknown = ids.stream().filter(id -> !known.containsKey(id)).toArray(UUID[]::new);
    if (unknown.length == 0) return transaction.first(sql.clock(), Tuple.tuple());
    String lock = known.isEmpty() ? sql.lockById() : sql.lockUnknown();
    return transaction.first(lock, Tuple.of(unknown));
  }

  /** Also when somebody held one of the rows for long, or what was wrong is wrong no more. */
  private static boolean mayBeStale(Throwable failure) {
    return !Failures.pass(failure)
        || failure instanceof PgException e && HELD.contains(e.getSqlState());
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

  /** What was decided on rows unseen did not go through: they may be others by now. */
  private static final class Stale extends RuntimeException {

    private static final long serialVersionUID = 1;

    Stale(Throwable cause) {
      super(Failures.describe(cause), cause, false, false);
    }
  }
}
