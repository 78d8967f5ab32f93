package bakery.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** As whom a role enters which schema of which database. */
record Login(PostgresAddress address, String schema) {
  private static final String CONNECT_SECONDS = "5";
  private static final String SOCKET_SECONDS = "60";

  /** A plain connection, for what happens before and beside the work: bootstrap, migrations. */
  Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("currentSchema", schema);
    properties.setProperty("ApplicationName", "bakery " + schema + " migration");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    address.tls().on(properties);
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }
}
