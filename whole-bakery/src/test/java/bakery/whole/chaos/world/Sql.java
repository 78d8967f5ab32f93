package bakery.whole.chaos.world;

import bakery.platform.postgres.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The administrator's eyes and hands in the database: always at the primary, never for long. */
public record Sql(PostgresAddress address) {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SECONDS = "3";
  private static final String SOCKET_SECONDS = "10";
  private static final String PATIENT_SECONDS = "120";

  /** Reads one row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public Connection connect() throws SQLException {
    return connect(SOCKET_SECONDS);
  }

  /** For what takes its time, such as a checkpoint. */
  Connection patiently() throws SQLException {
    return connect(PATIENT_SECONDS);
  }

  private Connection connect(String socketSeconds) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("ApplicationName", "chaos");
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("loginTimeout", SECONDS);
    properties.setProperty("socketTimeout", socketSeconds);
    String hosts =
        address.hosts().stream()
            .map(PostgresAddress.Host::toString)
            .collect(Collectors.joining(","));
    return DriverManager.getConnection(
        "jdbc:postgresql://"
            + hosts
            + "/"
            + address.database()
            + (address.hosts().size() > 1 ? "?targetServerType=primary&hostRecheckSeconds=0" : ""),
        properties);
  }

  public int execute(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      statement.execute();
      return statement.getUpdateCount();
    }
  }

  /** Again and again until the database has taken it: harmless to repeat. */
  public void surely(String sql, Object... parameters) {
    Wait.until(
        sql,
        LIMIT,
        () -> {
          try {
            execute(sql, parameters);
            return true;
          } catch (SQLException again) {
            return false;
          }
        });
  }

  /** The number that it finds; -1 while the database is away. */
  public long count(String sql, Object... parameters) {
    try {
      return number(sql, parameters);
    } catch (SQLException away) {
      return -1;
    }
  }

  public <T> List<T> query(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    try (var connection = connect()) {
      return query(connection, sql, reader, parameters);
    }
  }

  public static <T> List<T> query(
      Connection connection, String sql, Reader<T> reader, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      try (var rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) found.add(reader.read(rows));
        return found;
      }
    }
  }

  public long number(String sql, Object... parameters) throws SQLException {
    return query(sql, row -> row.getLong(1), parameters).getFirst();
  }
}
