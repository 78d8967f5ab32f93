package bakery.platform;

import bakery.platform.Recent.Kept;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on PostgreSQL. Rows are locked in the order of their ids and never waited for; new ones
 * are inserted in the same order, so that two batches cannot block each other for good.
 *
 * <p>Most batches need no look at the table: what was written here just now is decided on unseen,
 * what has never been heard of is taken for new, and all of it is one statement. It fails if
 * somebody else has written one of the rows since, or holds it for long; then it is decided once
 * more on what is there, locked.
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
  private final DatabaseClock clock = new DatabaseClock(System::nanoTime);

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
    this.dueRows = new PgDueRows<>(pool, sql, rows, recent, clock);
  }

  /** What was decided on unseen and did not go through is decided once more on what is there. */
  @Override
  public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
    Map<UUID, Kept<A>> known = recent.among(ids);
    return boldly(ids, known, decision)
        .recover(
            failure -> {
              if (!mayBeStale(failure)) return Future.failedFuture(failure);
              LOG.debug("{} rows are decided on again: {}", ids.size(), failure.toString());
              if (!known.isEmpty()) recent.doubt();
              return onLocked(ids, Map.of(), decision, this::carefully);
            })
        .onFailure(failure -> forget());
  }

  /** It is not known what was committed, or where the database is. */
  private void forget() {
    recent.clear();
    clock.forget();
  }

  private Future<Commit<A, R>> boldly(
      Collection<UUID> ids, Map<UUID, Kept<A>> known, Decision<A, R> decision) {
    try {
      return guess(ids, known, decision)
          .map(guess -> unlocked(guess, known))
          .orElseGet(() -> onLocked(ids, known, decision, rows::writeAtOnce));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** Also when somebody held one of the rows for long, or what was wrong is wrong no more. */
  private static boolean mayBeStale(Throwable failure) {
    return !Failures.pass(failure)
        || failure instanceof PgException e && HELD.contains(e.getSqlState());
  }

  /**
   * What is to be written if the known rows are still the same and there are no others. Empty when
   * the time is unknown, or when nothing is inserted for an id that is unknown: only a look tells
   * whether it is there.
   */
  private Optional<Commit<A, R>> guess(
      Collection<UUID> ids, Map<UUID, Kept<A>> known, Decision<A, R> decision) {
    Optional<Instant> now = clock.now();
    if (now.isEmpty()) return Optional.empty();
    List<Change<A, R>> changes = decision.decide(entries(known), now.get());
    Set<UUID> unchecked = new HashSet<>(ids);
    unchecked.removeAll(known.keySet());
    for (Change<A, R> change : changes) {
      if (change.row() == Change.Row.INSERT) unchecked.remove(change.id());
    }
    return unchecked.isEmpty() ? Optional.of(Commit.of(changes, Set.of())) : Optional.empty();
  }

  private Future<Commit<A, R>> unlocked(Commit<A, R> guess, Map<UUID, Kept<A>> known) {
    return rows.atOnce(guess, versions(known))
        .execute(pool)
        .onSuccess(written -> clock.heard(PgRows.now(written)))
        .onSuccess(written -> recent.keep(guess, PgRows.version(written)))
        .map(written -> guess);
  }

  private Future<Commit<A, R>> onLocked(
      Collection<UUID> ids,
      Map<UUID, Kept<A>> known,
      Decision<A, R> decision,
      Writer<A, R> writer) {
    UUID[] unknown = ids.stream().filter(id -> !known.containsKey(id)).toArray(UUID[]::new);
    return PgTransaction.in(
        pool,
        transaction ->
            transaction
                .first(sql.lockById(), Tuple.of(unknown))
                .compose(
                    locked -> {
                      clock.heard(PgRows.now(locked));
                      Map<UUID, Entry<A>> found = entries(known);
                      for (Row row : PgRows.locked(locked)) {
                        UUID id = row.getUUID("id");
                        String version = row.getString("version");
                        found.put(id, recent.get(id, version, () -> rows.entry(row)));
                      }
                      List<Change<A, R>> changes = decision.decide(found, PgRows.now(locked));
                      return hidden(transaction.connection(), ids, found, changes)
                          .compose(
                              hidden ->
                                  writer.write(
                                      transaction, Commit.of(changes, hidden), versions(known)))
                          .onSuccess(commit -> recent.keep(commit, PgRows.version(locked)));
                    }));
  }

  /** Writes and commits what was decided. */
  private interface Writer<A, R> {
    Future<Commit<A, R>> write(
        PgTransaction transaction, Commit<A, R> decided, Map<UUID, String> unseen);
  }

  private Future<Commit<A, R>> carefully(
      PgTransaction transaction, Commit<A, R> decided, Map<UUID, String> none) {
    return rows.write(transaction, decided.changes(), decided.busy());
  }

  private static <A> Map<UUID, Entry<A>> entries(Map<UUID, Kept<A>> known) {
    Map<UUID, Entry<A>> entries = new HashMap<>();
    known.forEach((id, kept) -> entries.put(id, kept.entry()));
    return entries;
  }

  private static <A> Map<UUID, String> versions(Map<UUID, Kept<A>> known) {
    Map<UUID, String> versions = new HashMap<>();
    known.forEach((id, kept) -> versions.put(id, kept.version()));
    return versions;
  }

  @Override
  public Future<DueChanges<A, R>> changeDue(int limit, Supplier<DueDecision<A, R>> attempts) {
    return dueRows.change(limit, attempts).onFailure(failure -> forget());
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
