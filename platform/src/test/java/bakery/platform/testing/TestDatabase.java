package bakery.platform.testing;

import bakery.platform.Settings;
import bakery.platform.postgres.Database;
import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database for a test, on the one server that this JVM starts for its tests and stops at
 * its end. The server is as the real one but for {@code fsync}: its data need not outlive a power
 * cut, only a killed process.
 */
public record TestDatabase(PostgresAddress address) {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** A new, empty database. */
  public static TestDatabase database() {
    var admin = PostgresAddress.parse(server().start());
    var name = "bakery_test_" + COUNTER.incrementAndGet();
    new TestDatabase(admin).execute("CREATE DATABASE " + name);
    return new TestDatabase(admin.to(name));
  }

  /** The server behind all test databases of this JVM: to stop it and start it under load. */
  public static EmbeddedPostgres server() {
    return TestServer.SERVER;
  }

  /** What a node needs to use this database. */
  public Map<String, String> settings() {
    return Map.of("BAKERY_DB", address.text());
  }

  /** With users, schemas and tables of these roles, for somebody whose JVM has just started. */
  public Database prepared(String... roles) {
    var patient = new LinkedHashMap<>(settings());
    patient.put("BAKERY_DB_ACQUIRE_MILLIS", "20000");
    var database = new Database(new Settings(patient));
    database.prepare(List.of(roles));
    return database;
  }

  /** Runs statements as administrator. */
  public void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  /** Rows as column → value. */
  public List<Map<String, Object>> query(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<Map<String, Object>>();
      var columns = rows.getMetaData();
      while (rows.next()) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), rows.getObject(i));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  /** The one number that the query finds. */
  public long number(String sql) {
    return ((Number) query(sql).getFirst().values().iterator().next()).longValue();
  }

  /** As administrator, who sees every schema. */
  public Connection connect() throws SQLException {
    var host = address.hosts().getFirst();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + "/" + address.database(), address.user(), address.password());
  }
}
