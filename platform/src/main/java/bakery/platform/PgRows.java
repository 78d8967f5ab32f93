package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reads aggregates from locked rows, and writes what became of them, in one transaction. */
final class PgRows<A, R> {

  private final Table<A, R> table;
  private final Letters letters;
  private final UUID node;
  private final PgUpdate sql;

  PgRows(Table<A, R> table, Letters letters, UUID node) {
    this.table = table;
    this.letters = letters;
    this.node = node;
    this.sql = PgUpdate.of(table);
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
   * Writes and commits.
   *
   * @param unseen rows that were decided on without a look at them, and their versions: all fails
   *     when one of them has another by now
   */
  Future<Commit<A, R>> write(
      PgTransaction transaction,
      List<Change<A, R>> changes,
      Set<UUID> hidden,
      Map<UUID, String> unseen) {
    SqlConnection connection = transaction.connection();
    List<Change<A, R>> inserts = rows(changes, Change.Row.INSERT);
    return insert(connection, inserts)
        .compose(
            in -> {
              List<Change<A, R>> effective =
                  changes.stream()
                      .filter(c -> !in.busy.contains(c.id()) && !in.barred.contains(c.id()))
                      .toList();
              Set<UUID> busy = new HashSet<>(in.busy);
              busy.addAll(hidden);
              List<Envelope> envelopes = Envelope.of(effective);
              List<R> records = effective.stream().flatMap(c -> c.records().stream()).toList();
              List<Deed> deeds = effective.stream().flatMap(c -> c.deeds().stream()).toList();
              List<Change<A, R>> updates = rows(effective, Change.Row.UPDATE);
              Future<?> written =
                  Future.all(
                      check(connection, unseen, updates),
                      update(connection, updates, unseen, envelopes),
                      Audit.record(connection, deeds),
                      records.isEmpty()
                          ? Future.succeededFuture()
                          : table.record(connection, records));
              return transaction
                  .commit(written)
                  .map(done -> new Commit<>(effective, envelopes, busy, in.barred));
            });
  }

  private record Inserted(Set<UUID> busy, Set<UUID> barred) {}

  private Future<Inserted> insert(SqlConnection connection, List<Change<A, R>> inserts) {
    if (inserts.isEmpty()) return Future.succeededFuture(new Inserted(Set.of(), Set.of()));
    return table
        .admit(connection, inserts.stream().map(change -> change.after().state()).toList())
        .compose(
            admitted -> {
              Set<UUID> barred = ids(inserts);
              Set<UUID> busy = new HashSet<>();
              admitted.forEach(state -> busy.add(table.id(state)));
              barred.removeAll(busy);
              List<Entry<A>> entries =
                  inserts.stream().filter(c -> busy.contains(c.id())).map(Change::after).toList();
              if (entries.isEmpty()) return Future.succeededFuture(new Inserted(busy, barred));
              return connection
                  .preparedQuery(table.insert())
                  .execute(table.inserted(entries))
                  .map(
                      rows -> {
                        for (Row row : rows) busy.remove(row.getUUID(0));
                        return new Inserted(busy, barred);
                      });
            });
  }

  /** Those that nothing is written to: what was made of them counts only if they are the same. */
  private Future<?> check(
      SqlConnection connection, Map<UUID, String> unseen, List<Change<A, R>> updates) {
    Map<UUID, String> left = new TreeMap<>(unseen);
    left.keySet().removeAll(ids(updates));
    if (left.isEmpty()) return Future.succeededFuture();
    return connection
        .preparedQuery(sql.unchanged())
        .execute(
            Tuple.tuple()
                .addValue(left.keySet().toArray(UUID[]::new))
                .addValue(left.values().toArray(String[]::new)));
  }

  private Future<?> update(
      SqlConnection connection,
      List<Change<A, R>> updates,
      Map<UUID, String> unseen,
      List<Envelope> envelopes) {
    if (updates.isEmpty()) return post(connection, envelopes);
    boolean checks = updates.stream().anyMatch(change -> unseen.containsKey(change.id()));
    String[] versions =
        checks ? updates.stream().map(c -> unseen.get(c.id())).toArray(String[]::new) : null;
    Tuple parameters =
        table.updated(updates.stream().map(Change::after).toList()).addValue(versions);
    return connection
        .preparedQuery(sql.statement(checks, !envelopes.isEmpty()))
        .execute(envelopes.isEmpty() ? parameters : posted(parameters, envelopes));
  }

  private Future<?> post(SqlConnection connection, List<Envelope> envelopes) {
    if (envelopes.isEmpty()) return Future.succeededFuture();
    return connection.preparedQuery(PgOutbox.INSERT).execute(posted(Tuple.tuple(), envelopes));
  }

  private Tuple posted(Tuple parameters, List<Envelope> envelopes) {
    return parameters
        .addValue(envelopes.stream().map(Envelope::id).toArray(UUID[]::new))
        .addValue(envelopes.stream().map(Envelope::to).toArray(String[]::new))
        .addValue(envelopes.stream().map(e -> letters.write(e.letters())).toArray(String[]::new))
        .addValue(node);
  }

  private List<Change<A, R>> rows(List<Change<A, R>> changes, Change.Row row) {
    return changes.stream().filter(change -> change.row() == row).toList();
  }

  static Set<UUID> ids(List<? extends Change<?, ?>> changes) {
    Set<UUID> ids = new HashSet<>();
    for (Change<?, ?> change : changes) ids.add(change.id());
    return ids;
  }
}
