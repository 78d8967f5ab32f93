package bakery.whole.chaos.check;

import bakery.platform.postgres.PostgresAddress;
import bakery.platform.testing.TestDatabase;
import bakery.whole.Books;
import bakery.whole.chaos.crowd.Evidence;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Judges a bakery at rest by what customers saw and by what its tables say. */
public final class Checker {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final PostgresAddress admin;
  private final Set<UUID> poison;

  /**
   * @param admin who may read every schema
   * @param poison the ids of planted letters, or of the orders that they speak of
   */
  public Checker(PostgresAddress admin, Set<UUID> poison) {
    this.admin = admin;
    this.poison = poison;
  }

  /** Notes from now on what happens to tickets, deliveries and payments; before any order comes. */
  public static void watch(PostgresAddress admin) {
    new Books(new TestDatabase(admin)).watch();
  }

  /**
   * Waits until every order has ended and every letter has its receipt, but for the poison.
   *
   * @return whether it came to rest within the limit
   */
  public boolean comesToRest(Duration limit) {
    try {
      Awaitility.await()
          .atMost(limit)
          .pollInterval(LOOK_EVERY)
          .ignoreExceptions()
          .until(this::isAtRest);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private boolean isAtRest() {
    try (Tables tables = Tables.open(admin)) {
      return tables.number("SELECT count(*) FROM gateway.orders WHERE open") == 0
          && Outboxes.letters(tables, poison).isEmpty();
    }
  }

  /**
   * Whether status tells the truth of a bakery at rest.
   *
   * @param status as {@code scripts/bakery status --json} prints it
   */
  public Result compare(JsonObject status) {
    try (Tables tables = Tables.open(admin)) {
      StatusCheck check = new StatusCheck("status tells what the tables say");
      check.same(Standing.in(tables), Standing.told(status));
      return check.result();
    }
  }

  /** Every check's result. */
  public List<Result> judge(Evidence evidence) {
    try (Tables tables = Tables.open(admin)) {
      Scene scene = new Scene(evidence, tables, Histories.in(tables, evidence.came()), poison);
      return Checks.ALL.stream().map(check -> check.on(scene)).toList();
    }
  }
}
