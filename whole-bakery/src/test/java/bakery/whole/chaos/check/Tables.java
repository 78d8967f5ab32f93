package bakery.whole.chaos.check;

import bakery.platform.postgres.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** What the bakery remembers: every schema, as administrator; rows are streamed, never gathered. */
final class Tables implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 2_000;
  private static final int LOGIN_SECONDS = 5;

  private final Connection connection;

  /** Reads one row. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private Tables(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws IllegalStateException when nobody lets us in
   */
  static Tables open(PostgresAddress admin) {
    String hosts =
        admin.hosts().stream().map(PostgresAddress.Host::toString).collect(Collectors.joining(","));
    String url =
        "jdbc:postgresql://"
            + hosts
            + "/"
            + admin.database()
            + "?targetServerType=primary&loginTimeout="
            + LOGIN_SECONDS;
    try {
      Connection connection = DriverManager.getConnection(url, admin.user(), admin.password());
      connection.setAutoCommit(false); // else the driver reads all rows at once
      connection.setReadOnly(true);
      return new Tables(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("no way into " + admin + ": " + e.getMessage(), e);
    }
  }

  void read(String sql, Reader reader) {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) reader.read(rows);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  long number(String sql) {
    long[] number = new long[1];
    read(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
