package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on PostgreSQL. Rows are locked in the order of their ids and never waited for; new ones
 * are inserted in the same order, so that two batches cannot block each other for good.
 */
final class PgStore<A, R> implements Store<A, R> {

  private static final Logger LOG = LoggerFactory.getLogger(PgStore.class);

  private final Pool pool;
  private final Table<A, R> table;
  private final Letters letters;
  private final PgStatements sql;

  PgStore(Pool pool, Table<A, R> table, Letters letters) {
    this.pool = pool;
    this.table = table;
    this.letters = letters;
    this.sql = PgStatements.of(table);
  }

  @Override
  public Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(sql.lockById())
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .compose(
                    rows -> {
                      Map<UUID, Entry<A>> found = new LinkedHashMap<>();
                      for (Row row : locked(rows)) found.put(row.getUUID("id"), entry(row));
                      List<Change<A, R>> changes = decision.decide(found, now(rows));
                      return hidden(connection, ids, found, changes)
                          .compose(hidden -> write(connection, changes, hidden));
                    }));
  }

  @Override
  public Future<Commit<A, R>> changeDue(int limit, DueDecision<A, R> decision) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(sql.lockDue())
                .execute(Tuple.of(limit))
                .compose(
                    rows -> {
                      List<Change<A, R>> changes = new ArrayList<>();
                      List<UUID> ill = new ArrayList<>();
                      for (Row row : locked(rows)) {
                        UUID id = row.getUUID("id");
                        try {
                          Change<A, R> change = decision.decide(id, entry(row), now(rows));
                          if (change != null) changes.add(change);
                        } catch (RuntimeException e) {
                          ill.add(id);
                          warn(id, e);
                        }
                      }
                      return putOff(connection, ill)
                          .compose(off -> write(connection, changes, Set.of()));
                    }));
  }

  @Override
  public Future<List<Entry<A>>> read(Collection<UUID> ids) {
    return pool.preparedQuery(sql.readById())
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(this::entry).toList());
  }

  @Override
  public Future<List<Held>> heldBy(UUID node, int limit) {
    if (!table.leased()) return Future.succeededFuture(List.of());
    return pool.preparedQuery(sql.heldBy())
        .execute(Tuple.of(node, limit))
        .map(
            rows ->
                rows.stream().map(r -> new Held(r.getUUID("id"), r.getInteger("epoch"))).toList());
  }

  @Override
  public Future<Integer> freeAbandoned(int limit) {
    if (!table.leased()) return Future.succeededFuture(0);
    return pool.preparedQuery(sql.freeAbandoned()).execute(Tuple.of(limit)).map(RowSet::rowCount);
  }

  /** The database's time stands in every row, also in the one that only brings it. */
  private static Instant now(RowSet<Row> rows) {
    return Columns.instant(rows.iterator().next(), "now");
  }

  private static List<Row> locked(RowSet<Row> rows) {
    return rows.stream().filter(row -> row.getUUID("id") != null).toList();
  }

  private void warn(UUID id, RuntimeException e) {
    LOG.warn(
        "{} {} cannot be taken on and is put off for {} s, the others go on: {}",
        table.name(),
        id,
        PUT_OFF_SECONDS,
        Failures.describe(e));
  }

  private Future<?> putOff(SqlConnection connection, List<UUID> ids) {
    if (ids.isEmpty()) return Future.succeededFuture();
    return connection
        .preparedQuery(sql.putOff())
        .execute(Tuple.of(ids.toArray(UUID[]::new), PUT_OFF_SECONDS));
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
        .preparedQuery(sql.exist())
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
