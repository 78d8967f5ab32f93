package bakery.platform.postgres;

import bakery.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Brings back what a {@link Backup} took, into a database that holds no bakery yet. Made by this
 * release's migrations and filled in one transaction: all of it is there, or none.
 */
public final class Restore implements AutoCloseable {

  private final BackupReader reader;

  private Restore(BackupReader reader) {
    this.reader = reader;
  }

  /**
   * Reads the file through before anything is touched; blocks.
   *
   * @throws IllegalArgumentException when it is damaged, or another release's
   */
  public static Restore from(Path file) throws IOException {
    var reader = BackupReader.open(file);
    for (var schema : reader.manifest().migrations().entrySet()) {
      var ours = MigrationScripts.checksums(Migrations.folders(schema.getKey()));
      if (ours.equals(schema.getValue())) continue;
      reader.close();
      throw new IllegalArgumentException(
          "%s was made by another release, whose schema %s is at %s, here it is at %s: restore it with that release"
              .formatted(file, schema.getKey(), schema.getValue().keySet(), ours.keySet()));
    }
    return new Restore(reader);
  }

  /** When the backup was taken, by the database's clock. */
  public String takenAt() {
    return reader.manifest().takenAt();
  }

  /** One of the small files that belong to it. */
  public String text(String name) throws IOException {
    return reader.text(name);
  }

  /**
   * Fills the database; blocks.
   *
   * @param url where to, as in {@code BAKERY_DB}
   * @return how many rows of which table were brought back
   * @throws IllegalStateException when there is a bakery already, or it cannot be written
   */
  public Map<String, Long> into(String url) throws IOException {
    var address = PostgresAddress.parse(url);
    var manifest = reader.manifest();
    var schemas = List.copyOf(manifest.migrations().keySet());
    try {
      try (var connection = new Login(address, "public").connect()) {
        if (!Backup.schemas(connection).isEmpty()) {
          throw new IllegalStateException(
              "there is a bakery in " + address + " already: restore into an empty database");
        }
      }
      new Database(new Settings(Map.of("BAKERY_DB", url))).prepare(schemas);
      try (var connection = new Login(address, "public").connect()) {
        connection.setAutoCommit(false);
        for (var table : manifest.tables()) fill(connection, table, manifest.rows());
        connection.commit();
      }
      return manifest.rows();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot restore into "
              + address
              + ": "
              + e.getMessage()
              + "; its schemas are made, but empty: drop the database before you try again",
          e);
    }
  }

  private void fill(Connection connection, BackupTable table, Map<String, Long> rows)
      throws SQLException, IOException {
    try (var statement = connection.createStatement();
        var in = reader.table(table)) {
      statement.execute(table.empty()); // migrations may have put something there
      var copied = Backup.copier(connection).copyIn(table.copyIn(), in);
      if (copied != rows.get(table.toString())) {
        throw new SQLException(
            table + " has " + copied + " rows instead of " + rows.get(table.toString()));
      }
      for (var renumber : table.renumber()) statement.execute(renumber);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
