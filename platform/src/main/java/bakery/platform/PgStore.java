package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The store on PostgreSQL. Rows are locked in the order of their ids and never waited for; new ones
 * are inserted in the same order, so that two batches cannot block each other for good.
 */
final class PgStore<A, R> implements Store<A, R> {

  private final Pool pool;
  private final Table<A, R> table;
  private final Letters letters;
  private final String lockById;
  private final String lockDue;
  private final String exist;
  private final String readById;
  private final String heldBy;
  private final String freeAbandoned;

  PgStore(Pool pool, Table<A, R> table, Letters letters) {
    this.pool = pool;
    this.table = table;
    this.letters = letters;
    String lease = table.leased() ? ", owner, epoch, lease_until" : "";
    String columns = "id, " + table.columns() + ", trace" + lease;
    String unowned = table.leased() ? "AND owner IS NULL" : "";
    String locked =
        """
        SELECT clock.now, t.*
          FROM (SELECT clock_timestamp() AS now) clock
          LEFT JOIN LATERAL (SELECT %s FROM %s WHERE %s FOR UPDATE SKIP LOCKED) t ON true
        """;
    this.lockById = locked.formatted(columns, table.name(), "id = ANY($1::uuid[]) ORDER BY id");
    this.lockDue =
        locked.formatted(
            columns,
            table.name(),
            "open AND due_at <= clock.now %s ORDER BY due_at LIMIT $1::int".formatted(unowned));
    this.exist = "SELECT id FROM %s WHERE id = ANY($1::uuid[])".formatted(table.name());
    this.readById = "SELECT %s FROM %s WHERE id = ANY($1::uuid[])".formatted(columns, table.name());
    this.heldBy =
        "SELECT id, epoch FROM %s WHERE open AND owner = $1::uuid LIMIT $2::int"
            .formatted(table.name());
    this.freeAbandoned =
        """
        UPDATE %1$s SET owner = NULL, lease_until = NULL
         WHERE id IN (SELECT id FROM %1$s
                       WHERE open AND owner IS NOT NULL
                         AND (lease_until < clock_timestamp()
                              OR owner NOT IN (SELECT node.id FROM node))
                       ORDER BY id LIMIT $1::int FOR UPDATE SKIP LOCKED)
        """
            .formatted(table.name());
  }

  @Override
  public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
    return transaction(lockById, Tuple.of(ids.toArray(UUID[]::new)), ids, decision);
  }

  @Override
  public Future<Commit<A, R>> changeDue(int limit, Decision<A, R> decision) {
    return transaction(lockDue, Tuple.of(limit), List.of(), decision);
  }

  @Override
  public Future<List<Entry<A>>> read(Collection<UUID> ids) {
    return pool.preparedQuery(readById)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(this::entry).toList());
  }

  @Override
  public Future<List<Held>> heldBy(UUID node, int limit) {
    if (!table.leased()) return Future.succeededFuture(List.of());
    return pool.preparedQuery(heldBy)
        .execute(Tuple.of(node, limit))
        .map(
            rows ->
                rows.stream().map(r -> new Held(r.getUUID("id"), r.getInteger("epoch"))).toList());
  }

  @Override
  public Future<Integer> freeAbandoned(int limit) {
    if (!table.leased()) return Future.succeededFuture(0);
    return pool.preparedQuery(freeAbandoned).execute(Tuple.of(limit)).map(RowSet::rowCount);
  }

  private Future<Commit<A, R>> transaction(
      String lock, Tuple parameters, Collection<UUID> wanted, Decision<A, R> decision) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(lock)
                .execute(parameters)
                .compose(
                    rows -> {
                      Map<UUID, Entry<A>> found = new LinkedHashMap<>();
                      List<Change<A, R>> changes = decision.decide(found, read(rows, found));
                      return hidden(connection, wanted, found, changes)
                          .compose(hidden -> write(connection, changes, hidden));
                    }));
  }

  /**
   * @return the database's time
   */
  private Instant read(RowSet<Row> rows, Map<UUID, Entry<A>> found) {
    Instant now = null;
    for (Row row : rows) {
      now = row.getOffsetDateTime("now").toInstant();
      UUID id = row.getUUID("id");
      if (id != null) found.put(id, entry(row));
    }
    return now;
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
    missing.removeAll(ids(changes));
    if (missing.isEmpty()) return Future.succeededFuture(Set.of());
    return connection
        .preparedQuery(exist)
        .execute(Tuple.of(missing.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
  }

  private Entry<A> entry(Row row) {
    Lease lease = table.leased() ? lease(row) : Lease.FREE;
    return new Entry<>(table.read(row), lease, row.getString("trace"));
  }

  private static Lease lease(Row row) {
    return new Lease(
        row.getUUID("owner"), row.getInteger("epoch"), Columns.instant(row, "lease_until"));
  }

  private Future<Commit<A, R>> write(
      SqlConnection connection, List<Change<A, R>> changes, Set<UUID> hidden) {
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
              return Future.all(
                      update(connection, rows(effective, Change.Row.UPDATE)),
                      post(connection, envelopes),
                      records.isEmpty()
                          ? Future.succeededFuture()
                          : table.record(connection, records))
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

  private Future<?> update(SqlConnection connection, List<Change<A, R>> updates) {
    if (updates.isEmpty()) return Future.succeededFuture();
    return connection
        .preparedQuery(table.update())
        .execute(table.updated(updates.stream().map(Change::after).toList()));
  }

  private Future<?> post(SqlConnection connection, List<Envelope> envelopes) {
    if (envelopes.isEmpty()) return Future.succeededFuture();
    return connection
        .preparedQuery(PgOutbox.INSERT)
        .execute(
            Tuple.of(
                envelopes.stream().map(Envelope::id).toArray(UUID[]::new),
                envelopes.stream().map(Envelope::to).toArray(String[]::new),
                envelopes.stream().map(e -> letters.write(e.letters())).toArray(String[]::new)));
  }

  private List<Change<A, R>> rows(List<Change<A, R>> changes, Change.Row row) {
    return changes.stream().filter(change -> change.row() == row).toList();
  }

  private Set<UUID> ids(List<Change<A, R>> changes) {
    Set<UUID> ids = new HashSet<>();
    for (Change<A, R> change : changes) ids.add(change.id());
    return ids;
  }
}
