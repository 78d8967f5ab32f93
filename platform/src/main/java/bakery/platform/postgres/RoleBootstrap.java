package bakery.platform.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each role a schema and a user of its own, who sees nothing else. The user's password
 * follows from the administrator's, so that every JVM knows it and none has to store it. May run on
 * many JVMs at once and any number of times.
 */
final class RoleBootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(RoleBootstrap.class);
  private static final int TRIES = 10;

  /** Somebody else did the same at the same moment, perhaps from another database of the server. */
  private static final Set<String> LOST_RACES = Set.of("42710", "23505", "42P06", "XX000", "40P01");

  private static final Set<String> LOGIN_REFUSED = Set.of("28P01", "28000");
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final PostgresAddress admin;
  private final String schema;
  private final Login own;

  RoleBootstrap(PostgresAddress admin, String role) {
    if (!role.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException("not a name for a role: " + role);
    }
    this.admin = admin;
    this.schema = role;
    var user = "bakery_" + role;
    this.own = new Login(admin.as(user, derive(admin.password(), user)), role);
  }

  /** The login to use: the role's own, or the given user's where that one may not create users. */
  Login login() throws SQLException {
    if (ready(own)) return own;
    for (int attempt = 1; ; attempt++) {
      try (var connection = new Login(admin, "public").connect()) {
        return prepare(connection);
      } catch (SQLException e) {
        if (attempt == TRIES || !LOST_RACES.contains(String.valueOf(e.getSQLState()))) throw e;
      }
    }
  }

  private Login prepare(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "SELECT pg_advisory_xact_lock(hashtext('bakery bootstrap'))");
    if (mayCreateUsers(connection)) {
      try {
        createOwn(connection);
        connection.commit();
        return own;
      } catch (SQLException e) {
        connection.rollback();
        if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) throw e;
      }
    }
    LOG.warn(
        "{} may not create the user {}: the role {} works as {} itself",
        admin,
        own.address().user(),
        schema,
        admin.user());
    if (!exists(connection, "SELECT FROM pg_namespace WHERE nspname = '" + schema + "'")) {
      run(connection, "CREATE SCHEMA IF NOT EXISTS " + schema);
    }
    connection.commit();
    return new Login(admin, schema);
  }

  private void createOwn(Connection connection) throws SQLException {
    var user = own.address().user();
    // the names are checked and the password is hexadecimal: nothing to escape
    var verb =
        exists(connection, "SELECT FROM pg_roles WHERE rolname = '" + user + "'")
            ? "ALTER"
            : "CREATE";
    run(connection, verb + " ROLE " + user + " LOGIN PASSWORD '" + own.address().password() + "'");
    // who is no superuser must be a member to give a schema away
    if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper")) {
      run(connection, "GRANT " + user + " TO CURRENT_USER");
    }
    run(connection, "CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION " + user);
    run(connection, "REVOKE ALL ON SCHEMA " + schema + " FROM PUBLIC");
  }

  private static boolean mayCreateUsers(Connection connection) throws SQLException {
    return exists(
        connection,
        """
        SELECT FROM pg_roles WHERE rolname = current_user AND (rolcreaterole OR rolsuper)
        """);
  }

  private boolean ready(Login login) throws SQLException {
    try (var connection = login.connect()) {
      return exists(
          connection,
          "SELECT FROM pg_namespace WHERE nspname = '"
              + schema
              + "' AND has_schema_privilege(oid, 'CREATE')");
    } catch (SQLException e) {
      if (LOGIN_REFUSED.contains(String.valueOf(e.getSQLState()))) return false;
      throw e;
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String derive(String adminPassword, String user) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              ("bakery role\n" + adminPassword).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
