package bakery.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moves aggregates that have ended in every role from the tables into a file, a batch at a time,
 * while work goes on. A batch is on the disk before its rows are gone: whoever is killed in between
 * leaves aggregates that stand in both.
 */
public final class Archive {
  static final int BATCH = 500;

  /** Another transaction changed a row of the batch meanwhile. */
  private static final String CHANGED = "40001";

  private static final String ENDED =
      """
      SELECT o.id, jsonb_build_object(%s)::text
        FROM %s o
       WHERE o.id > ? AND o.id < ? AND NOT o.open AND o.id <> ALL (?)%s
       ORDER BY o.id
       LIMIT %d
      """;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final PostgresAddress address;
  private final List<Table> tables;
  private final String ended;
  private final LongConsumer progress;

  /**
   * A table with an {@code id} and whether its row is {@code open}.
   *
   * @param name in the file
   */
  public record Table(String schema, String table, String name) {
    @Override
    public String toString() {
      return schema + "." + table;
    }

    private String json() {
      return "'%s', (SELECT to_jsonb(t) FROM %s t WHERE t.id = o.id)".formatted(name, this);
    }

    private String closed() {
      return "%n   AND NOT EXISTS (SELECT FROM %s t WHERE t.id = o.id AND t.open)".formatted(this);
    }
  }

  /**
   * @param address whose user may change all of it
   * @param tables that have rows of one aggregate, by its id; those of the first lead
   * @param progress hears after each batch how many aggregates have been moved
   */
  public Archive(PostgresAddress address, List<Table> tables, LongConsumer progress) {
    this.address = address;
    this.tables = List.copyOf(tables);
    this.progress = progress;
    ended =
        ENDED.formatted(
            tables.stream().map(Table::json).collect(Collectors.joining(", ")),
            tables.getFirst(),
            tables.stream().skip(1).map(Table::closed).collect(Collectors.joining()),
            BATCH);
  }

  /**
   * Blocks. After each batch it rests as long as the batch took.
   *
   * @param file a new one: gzip, a JSON object a line with the row of each table, by its name; null
   *     where there was none
   * @param before aggregates that began earlier; those that are open anywhere, or that a letter
   *     under way or parked speaks of, stay
   * @return how many aggregates were moved
   * @throws IllegalArgumentException when the file exists
   * @throws IllegalStateException when the database cannot be read or changed
   */
  public long to(Path file, Instant before) throws IOException {
    try (var connection = new Login(address, "public").connect();
        var archive = ArchiveFile.create(file)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return move(connection, archive, begunAt(before));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot archive " + address + ": " + e.getMessage(), e);
    }
  }

  /** Ids tell when they were made: version 7. */
  private static UUID begunAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  private long move(Connection connection, ArchiveFile file, UUID before)
      throws SQLException, IOException {
    var moved = 0L;
    var after = new UUID(0, 0);
    while (true) {
      var began = System.nanoTime();
      var batch = tryToMove(connection, file, after, before);
      if (batch.isEmpty()) return moved;
      moved += batch.size();
      after = batch.getLast();
      progress.accept(moved);
      LockSupport.parkNanos(System.nanoTime() - began);
    }
  }

  private List<UUID> tryToMove(Connection connection, ArchiveFile file, UUID after, UUID before)
      throws SQLException, IOException {
    try {
      return moveBatch(connection, file, after, before);
    } catch (SQLException e) {
      connection.rollback();
      if (!CHANGED.equals(e.getSQLState())) throw e;
      return tryToMove(connection, file, after, before);
    }
  }

  private List<UUID> moveBatch(Connection connection, ArchiveFile file, UUID after, UUID before)
      throws SQLException, IOException {
    var batch = ended(connection, after, before);
    var ids = List.copyOf(batch.keySet());
    for (var table : tables.reversed()) delete(connection, table, ids);
    file.write(batch.values());
    file.force();
    connection.commit();
    return ids;
  }

  private Map<UUID, String> ended(Connection connection, UUID after, UUID before)
      throws SQLException {
    var found = new LinkedHashMap<UUID, String>();
    var spokenOf = spokenOf(connection, before).toArray();
    try (var statement = connection.prepareStatement(ended)) {
      statement.setObject(1, after);
      statement.setObject(2, before);
      statement.setArray(3, connection.createArrayOf("uuid", spokenOf));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.put(rows.getObject(1, UUID.class), rows.getString(2));
      }
    }
    return found;
  }

  /** The old ones that letters under way, or parked, speak of. */
  private List<UUID> spokenOf(Connection connection, UUID before) throws SQLException {
    var found = new ArrayList<UUID>();
    for (var table : tables) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT letters FROM " + table.schema() + ".outbox")) {
        while (rows.next()) {
          ID.matcher(rows.getString(1))
              .results()
              .map(id -> UUID.fromString(id.group()))
              .filter(id -> id.compareTo(before) < 0)
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static void delete(Connection connection, Table table, List<UUID> ids)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("DELETE FROM " + table + " WHERE id = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.executeUpdate();
    }
  }
}
