package bakery.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a role's schema up to date with Flyway, as the role's own user. Flyway takes its time to
 * look around; when its history already names every script of this release, unchanged, it is not
 * even asked.
 */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private final Login login;
  private final String[] folders;

  Migrations(Login login) {
    this.login = login;
    this.folders = folders(login.schema());
  }

  /** Where the scripts of a role's schema are. */
  static String[] folders(String schema) {
    return new String[] {"bakery/platform/migration", "bakery/" + schema + "/migration"};
  }

  void run() throws SQLException {
    var scripts = MigrationScripts.checksums(folders);
    try (var connection = login.connect()) {
      if (applied(connection).entrySet().containsAll(scripts.entrySet())) return;
      // held by the session: several JVMs that start at once migrate one after the other
      try (var statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_advisory_lock(hashtext('bakery migration " + login.schema() + "'))");
      }
      if (applied(connection).entrySet().containsAll(scripts.entrySet())) return;
      migrate();
    }
  }

  private void migrate() {
    var result =
        Flyway.configure()
            .dataSource(new LoginDataSource(login))
            .locations("classpath:" + folders[0], "classpath:" + folders[1])
            .failOnMissingLocations(false)
            .schemas(login.schema())
            .createSchemas(false)
            // the platform's scripts and the role's are numbered apart
            .outOfOrder(true)
            // an older release beside a newer one, or after it, is no error
            .ignoreMigrationPatterns("*:missing", "*:future")
            .initSql("SET lock_timeout = '5s'")
            .load()
            .migrate();
    LOG.info(
        "schema {}: applied {} migrations, now at version {}",
        login.schema(),
        result.migrationsExecuted,
        result.targetSchemaVersion);
  }

  /** What Flyway's history says: script → checksum. */
  static Map<String, Integer> applied(Connection connection) throws SQLException {
    var applied = new HashMap<String, Integer>();
    try (var statement =
            connection.prepareStatement("SELECT to_regclass('flyway_schema_history') IS NOT NULL");
        var rows = statement.executeQuery()) {
      rows.next();
      if (!rows.getBoolean(1)) return applied;
    }
    try (var statement =
            connection.prepareStatement(
                "SELECT script, checksum FROM flyway_schema_history WHERE success");
        var rows = statement.executeQuery()) {
      while (rows.next()) applied.put(rows.getString(1), rows.getInt(2));
    }
    return applied;
  }
}
