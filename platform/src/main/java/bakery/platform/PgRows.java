package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reads aggregates from rows, and writes what became of them, in one transaction. */
final class PgRows<A, R> {

  private static final String IF_SAME =
      " AND (u.version IS NULL OR t.xmin = u.version::xid) RETURNING 1\n";

  private static final String UNLESS_THERE = " ON CONFLICT (id) DO NOTHING RETURNING id\n";

  private static final String VERSIONS = Columns.rows("id uuid, version text");

  /** Held till the end, and not waited for: what is in other hands counts as another. */
  private static final String UNCHANGED =
      """
      SELECT FROM %s AS u
        JOIN %s AS t ON t.id = u.id AND t.xmin = u.version::xid
         FOR UPDATE OF t SKIP LOCKED
      """;

  private final Table<A, R> table;
  private final Letters letters;
  private final UUID node;
  private final String unchanged;
  private final String updateIfSame;
  private final String insertUnlessThere;

  PgRows(Table<A, R> table, Letters letters, UUID node) {
    this.table = table;
    this.letters = letters;
    this.node = node;
    this.unchanged = UNCHANGED.formatted(VERSIONS, table.name());
    this.updateIfSame = table.update() + IF_SAME;
    this.insertUnlessThere = table.insert() + UNLESS_THERE;
  }

  /** The database's time stands in every row, also in the one that only brings it. */
  static Instant now(RowSet<Row> rows) {
    return Columns.instant(rows.iterator().next(), "now");
  }

  /** What rows that this transaction writes will be known by. */
  static String version(RowSet<Row> rows) {
    return rows.iterator().next().getString("tx");
  }

  static List<Row> locked(RowSet<Row> rows) {
    return rows.stream().filter(row -> row.getUUID("id") != null).toList();
  }

  Entry<A> entry(Row row) {
    Lease lease = table.leased() ? lease(row) : Lease.FREE;
    return new Entry<>(table.read(row), lease, row.getString("trace"));
  }

  private static Lease lease(Row row) {
    return new Lease(
        row.getUUID("owner"), row.getInteger("epoch"), Columns.instant(row, "lease_until"));
  }

  /**
   * Writes and commits; only what is not there yet and let in is inserted.
   *
   * @param hidden rows in other hands
   */
  Future<Commit<A, R>> write(
      PgTransaction transaction, List<Change<A, R>> changes, Set<UUID> hidden) {
    return insert(transaction.connection(), rows(changes, Change.Row.INSERT))
        .compose(
            in -> {
              Set<UUID> busy = new HashSet<>(in.busy);
              busy.addAll(hidden);
              List<Change<A, R>> effective =
                  changes.stream()
                      .filter(c -> !in.busy.contains(c.id()) && !in.barred.contains(c.id()))
                      .toList();
              Commit<A, R> commit =
                  new Commit<>(effective, Envelope.of(effective), busy, in.barred);
              PgBundle bundle = new PgBundle();
              addChanges(bundle, commit, Map.of());
              return transaction.commit(sent(bundle, transaction)).map(done -> commit);
            });
  }

  /**
   * Writes and commits at once; fails where {@link #atOnce(Commit, Map)} does.
   *
   * @param unseen rows that were decided on without a look at them, and their versions
   */
  Future<Commit<A, R>> writeAtOnce(
      PgTransaction transaction, Commit<A, R> commit, Map<UUID, String> unseen) {
    return transaction.commit(sent(atOnce(commit, unseen), transaction)).map(done -> commit);
  }

  /** Where nothing is to be written, only the transaction ends. */
  private static Future<?> sent(PgBundle bundle, PgTransaction transaction) {
    return bundle.isEmpty() ? Future.succeededFuture() : bundle.execute(transaction.connection());
  }

  /**
   * All of it in one statement, which fails when something to be inserted is there or not let in.
   *
   * @param unseen rows that were decided on without a look at them, and their versions: all fails
   *     when one of them has another by now
   */
  PgBundle atOnce(Commit<A, R> commit, Map<UUID, String> unseen) {
    PgBundle bundle = new PgBundle();
    List<Entry<A>> fresh =
        rows(commit.changes(), Change.Row.INSERT).stream().map(Change::after).toList();
    if (!fresh.isEmpty()) {
      table.admission(fresh.stream().map(Entry::state).toList()).ifPresent(bundle::add);
      bundle.add(Clause.of(table.insert(), table.inserted(fresh)));
    }
    addChanges(bundle, commit, unseen);
    return bundle;
  }

  private void addChanges(PgBundle bundle, Commit<A, R> commit, Map<UUID, String> unseen) {
    List<Change<A, R>> updates = rows(commit.changes(), Change.Row.UPDATE);
    Map<UUID, String> kept = new TreeMap<>(unseen);
    kept.keySet().removeAll(ids(updates));
    List<R> records = commit.changes().stream().flatMap(c -> c.records().stream()).toList();
    List<Deed> deeds = commit.changes().stream().flatMap(c -> c.deeds().stream()).toList();
    if (!updates.isEmpty()) bundle.add(update(updates, unseen));
    if (!kept.isEmpty()) bundle.add(unchanged(kept));
    if (!commit.envelopes().isEmpty()) {
      bundle.add(PgOutbox.posting(commit.envelopes(), letters, node));
    }
    if (!deeds.isEmpty()) bundle.add(Audit.keeping(deeds));
    if (!records.isEmpty()) table.record(records).ifPresent(bundle::add);
  }

  private Clause update(List<Change<A, R>> updates, Map<UUID, String> unseen) {
    boolean checks = updates.stream().anyMatch(change -> unseen.containsKey(change.id()));
    Tuple arrays = table.updated(updates.stream().map(Change::after).toList());
    if (!checks) return Clause.of(table.update(), arrays.addValue(null));
    String[] versions = updates.stream().map(c -> unseen.get(c.id())).toArray(String[]::new);
    return Clause.whole(updateIfSame, arrays.addValue(versions));
  }

  /** Those that nothing is written to: what was made of them counts only if they are the same. */
  private Clause unchanged(Map<UUID, String> unseen) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(unseen.keySet().toArray(UUID[]::new))
            .addValue(unseen.values().toArray(String[]::new));
    return Clause.whole(unchanged, parameters);
  }

  private record Inserted(Set<UUID> busy, Set<UUID> barred) {}

  private Future<Inserted> insert(SqlConnection connection, List<Change<A, R>> inserts) {
    if (inserts.isEmpty()) return Future.succeededFuture(new Inserted(Set.of(), Set.of()));
    return barred(connection, inserts)
        .compose(
            barred -> {
              List<Entry<A>> entries =
                  inserts.stream()
                      .filter(c -> !barred.contains(c.id()))
                      .map(Change::after)
                      .toList();
              if (entries.isEmpty()) return Future.succeededFuture(new Inserted(Set.of(), barred));
              Set<UUID> busy = ids(inserts);
              busy.removeAll(barred);
              return connection
                  .preparedQuery(insertUnlessThere)
                  .execute(table.inserted(entries))
                  .map(
                      rows -> {
                        for (Row row : rows) busy.remove(row.getUUID(0));
                        return new Inserted(busy, barred);
                      });
            });
  }

  private Future<Set<UUID>> barred(SqlConnection connection, List<Change<A, R>> inserts) {
    Optional<Clause> admission =
        table.admission(inserts.stream().map(change -> change.after().state()).toList());
    if (admission.isEmpty()) return Future.succeededFuture(Set.of());
    Tuple asked = admission.get().parameters();
    return connection
        .preparedQuery(admission.get().sql())
        .execute(asked)
        .map(
            letIn -> {
              Set<UUID> barred = new HashSet<>(List.of(asked.getArrayOfUUIDs(0)));
              for (Row row : letIn) barred.remove(row.getUUID(0));
              return barred;
            });
  }

  /** In the order of their ids, as all write them. */
  private List<Change<A, R>> rows(List<Change<A, R>> changes, Change.Row row) {
    return changes.stream()
        .filter(change -> change.row() == row)
        .sorted(Comparator.comparing(Change::id))
        .toList();
  }

  static Set<UUID> ids(List<? extends Change<?, ?>> changes) {
    Set<UUID> ids = new HashSet<>();
    for (Change<?, ?> change : changes) ids.add(change.id());
    return ids;
  }
}
