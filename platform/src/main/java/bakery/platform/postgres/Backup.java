package bakery.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * All that the bakery's schemas in one database hold, as of one moment, while work goes on: read in
 * one transaction that sees one snapshot. Nobody is kept waiting but who would change a table's
 * shape. Rows are taken as text: they fit into any server and any machine.
 */
public final class Backup {

  /** Whatever was migrated and has an outbox is the bakery's. */
  private static final String SCHEMAS =
      """
      SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname IN ('flyway_schema_history', 'outbox') AND c.relkind = 'r'
       GROUP BY 1 HAVING count(*) = 2 ORDER BY 1
      """;

  private final PostgresAddress address;

  /**
   * @param address whose user may read all of it
   */
  public Backup(PostgresAddress address) {
    this.address = address;
  }

  /**
   * Writes the file, whole or not at all; blocks.
   *
   * @param more small files that belong to it: name → text
   * @return how many rows of which table it holds
   * @throws IllegalArgumentException when the file exists
   * @throws IllegalStateException when the database cannot be read, or holds nothing of a bakery
   */
  public Map<String, Long> to(Path file, Map<String, String> more) throws IOException {
    try (var connection = new Login(address, "public").connect();
        var writer = BackupWriter.create(file)) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      var schemas = schemas(connection);
      if (schemas.isEmpty()) throw new IllegalStateException("there is no bakery in " + address);
      var manifest = BackupManifest.now(connection, migrations(connection, schemas));
      var copier = copier(connection);
      for (var schema : schemas) {
        for (var table : BackupTable.of(connection, schema)) {
          manifest.add(
              table, writer.write(table.entry(), out -> copier.copyOut(table.copyOut(), out)));
        }
      }
      for (var each : more.entrySet()) writer.write(each.getKey(), each.getValue());
      writer.complete(manifest);
      return manifest.rows();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot back up " + address + ": " + e.getMessage(), e);
    }
  }

  static List<String> schemas(Connection connection) throws SQLException {
    var schemas = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(SCHEMAS)) {
      while (rows.next()) schemas.add(rows.getString(1));
    }
    return schemas;
  }

  static Map<String, Map<String, Integer>> migrations(Connection connection, List<String> schemas)
      throws SQLException {
    var migrations = new TreeMap<String, Map<String, Integer>>();
    for (var schema : schemas) {
      connection.setSchema(schema);
      migrations.put(schema, new TreeMap<>(Migrations.applied(connection)));
    }
    return migrations;
  }

  static CopyManager copier(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
