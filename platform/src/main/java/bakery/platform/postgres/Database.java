package bakery.platform.postgres;

import bakery.platform.Failures;
import bakery.platform.Settings;
import bakery.platform.TryLater;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.FlywayException;

/**
 * The way to each role's data: {@code BAKERY_DB} says where, {@code BAKERY_DB_<ROLE>} sends one
 * role elsewhere. Each role enters its own schema as its own user.
 */
public final class Database {
  private final Settings settings;
  private final DatabaseSettings limits;
  private final Map<String, Login> logins = new ConcurrentHashMap<>();
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<List<PostgresAddress.Host>, CircuitBreaker> breakers =
      new ConcurrentHashMap<>();

  private volatile MeterRegistry meters;

  public Database(Settings settings) {
    this.settings = settings;
    this.limits = DatabaseSettings.from(settings);
  }

  /**
   * Makes users, schemas and tables as far as they are missing; blocks.
   *
   * @throws TryLater when a database cannot be reached just now
   * @throws IllegalStateException when one cannot be prepared
   */
  public void prepare(Collection<String> roles) {
    InParallel.forEach(roles, this::prepare);
  }

  private void prepare(String role) {
    var admin = address(role);
    try {
      var login = new RoleBootstrap(admin, role).login();
      new Migrations(login).run();
      logins.put(role, login);
    } catch (SQLException e) {
      throw unprepared(role, admin, e);
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException cause ? unprepared(role, admin, cause) : e;
    }
  }

  private static RuntimeException unprepared(String role, PostgresAddress admin, SQLException e) {
    var words = "cannot prepare the database of " + role + " (" + admin + "): " + e.getMessage();
    return e.getSQLState() == null || Failures.passes(e.getSQLState())
        ? new TryLater(words, e)
        : new IllegalStateException(words, e);
  }

  /** Tells of the circuit breakers of the pools that are made from now on; once. */
  public void meter(MeterRegistry registry) {
    meters = registry;
  }

  /** The role's pool in this JVM, made at the first call; {@link #prepare} comes first. */
  public Pool pool(Vertx vertx, String role) {
    return pools.computeIfAbsent(role, missing -> pool(vertx, login(missing)));
  }

  private Pool pool(Vertx vertx, Login login) {
    var breaker =
        breakers.computeIfAbsent(
            login.address().hosts(), hosts -> GuardedConnections.breaker(vertx));
    if (meters != null) GuardedConnections.meter(meters, login.schema(), breaker);
    return Pools.pool(vertx, login, limits, breaker);
  }

  /** A blocking connection as the role's user, for commands and tests. */
  public Connection connect(String role) throws SQLException {
    return login(role).connect();
  }

  private Login login(String role) {
    return Optional.ofNullable(logins.get(role))
        .orElseThrow(
            () -> new IllegalStateException("the database of " + role + " was not prepared"));
  }

  /** Whether the settings say for each of these roles where its database is. */
  public static boolean located(Settings settings, Collection<String> roles) {
    return settings.text("BAKERY_DB").isPresent()
        || roles.stream().allMatch(role -> settings.text(ownName(role)).isPresent());
  }

  private static String ownName(String role) {
    return "BAKERY_DB_" + role.toUpperCase(Locale.ROOT);
  }

  private PostgresAddress address(String role) {
    var own = ownName(role);
    var name = settings.text(own).isPresent() ? own : "BAKERY_DB";
    var text =
        settings.text(name).orElseThrow(() -> new IllegalArgumentException("BAKERY_DB is not set"));
    try {
      return PostgresAddress.parse(text);
    } catch (IllegalArgumentException e) {
      // without the text: it holds a password
      throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
