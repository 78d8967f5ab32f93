package bakery.node.archive;

import bakery.platform.postgres.Login;
import bakery.platform.postgres.PostgresAddress;
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

/**
 * Moves orders that have ended from the tables into a file, a batch at a time, while work goes on.
 * A batch is on the disk before its rows are gone: whoever is killed in between leaves orders that
 * stand in both. The books (billing's journal) stay.
 */
public final class Archive {
  static final int BATCH = 500;

  /** Another transaction changed a row of the batch meanwhile. */
  private static final String CHANGED = "40001";

  private static final List<String> TABLES =
      List.of("kitchen.ticket", "delivery.delivery", "billing.payment", "gateway.orders");

  private static final List<String> OUTBOXES =
      List.of("gateway.outbox", "kitchen.outbox", "delivery.outbox", "billing.outbox");

  private static final String ENDED =
      """
      SELECT o.id, jsonb_build_object(
               'order', to_jsonb(o),
               'ticket', (SELECT to_jsonb(t) FROM kitchen.ticket t WHERE t.id = o.id),
               'delivery', (SELECT to_jsonb(d) FROM delivery.delivery d WHERE d.id = o.id),
               'payment', (SELECT to_jsonb(p) FROM billing.payment p WHERE p.id = o.id))::text
        FROM gateway.orders o
       WHERE o.id > ? AND o.id < ? AND NOT o.open AND o.id <> ALL (?)
         AND NOT coalesce((SELECT t.open FROM kitchen.ticket t WHERE t.id = o.id), false)
         AND NOT coalesce((SELECT d.open FROM delivery.delivery d WHERE d.id = o.id), false)
         AND NOT coalesce((SELECT p.open FROM billing.payment p WHERE p.id = o.id), false)
       ORDER BY o.id
       LIMIT\s"""
          + BATCH;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final PostgresAddress address;
  private final LongConsumer progress;

  /**
   * @param address whose user may change all of it
   * @param progress hears now and then how many orders have been moved
   */
  public Archive(PostgresAddress address, LongConsumer progress) {
    this.address = address;
    this.progress = progress;
  }

  /**
   * Blocks. After each batch it rests as long as the batch took.
   *
   * @param file a new one: gzip, a JSON object a line with {@code order}, {@code ticket}, {@code
   *     delivery}, {@code payment} as they stood in the tables, null where there was none
   * @param before orders that were placed earlier; those that have not ended, or that a letter
   *     under way or parked speaks of, stay
   * @return how many orders were moved
   * @throws IllegalArgumentException when the file exists
   * @throws IllegalStateException when the database cannot be read or changed
   */
  public long to(Path file, Instant before) throws IOException {
    try (var connection = new Login(address, "public").connect();
        var archive = ArchiveFile.create(file)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return move(connection, archive, placedAt(before));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot archive " + address + ": " + e.getMessage(), e);
    }
  }

  /** Orders are numbered by the time of their coming: version 7. */
  private static UUID placedAt(Instant time) {
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
    var ended = ended(connection, after, before);
    var ids = List.copyOf(ended.keySet());
    for (var table : TABLES) delete(connection, table, ids);
    file.write(ended.values());
    file.force();
    connection.commit();
    return ids;
  }

  private static Map<UUID, String> ended(Connection connection, UUID after, UUID before)
      throws SQLException {
    var found = new LinkedHashMap<UUID, String>();
    var spokenOf = spokenOf(connection, before).toArray();
    try (var statement = connection.prepareStatement(ENDED)) {
      statement.setObject(1, after);
      statement.setObject(2, before);
      statement.setArray(3, connection.createArrayOf("uuid", spokenOf));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.put(rows.getObject(1, UUID.class), rows.getString(2));
      }
    }
    return found;
  }

  /** The old orders that letters under way, or parked, speak of. */
  private static List<UUID> spokenOf(Connection connection, UUID before) throws SQLException {
    var found = new ArrayList<UUID>();
    for (var outbox : OUTBOXES) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT letters FROM " + outbox)) {
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

  private static void delete(Connection connection, String table, List<UUID> ids)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("DELETE FROM " + table + " WHERE id = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.executeUpdate();
    }
  }
}
