package bakery.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.postgres.Database;
import bakery.platform.testing.LocalBus;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role starts while its database is away: it waits, but not for what does not come by itself. */
class StartWithoutDatabaseTest {

  private static final String ROLE = "errands";

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestDatabase.database();
  private final Database prepared = database.prepared(ROLE);

  @BeforeEach
  void table() throws Exception {
    try (var connection = prepared.connect(ROLE);
        var statement = connection.createStatement()) {
      statement.execute(ErrandTable.CREATE);
    }
  }

  @AfterEach
  void close() throws Exception {
    TestDatabase.server().start();
    get(vertx.close());
  }

  @Test
  void itWaitsUntilTheDatabaseIsThere() throws Exception {
    TestDatabase.server().stopImmediately();
    Future<Void> starting = service().start();
    AtomicInteger tried = new AtomicInteger();
    CompletableFuture<Void> preparing =
        CompletableFuture.supplyAsync(() -> Insistence.blocking(ROLE, () -> prepare(tried)));
    await().atMost(20, SECONDS).until(() -> tried.get() >= 2);
    assertThat(starting.isComplete()).isFalse();
    assertThat(preparing).isNotDone();

    TestDatabase.server().start();

    get(starting);
    preparing.get(20, SECONDS);
    assertThat(database.number("SELECT count(*) FROM errands.node")).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsNotWaitedFor() {
    database.execute("ALTER ROLE bakery_errands PASSWORD 'another'");
    try {
      assertThatThrownBy(() -> get(service().start()))
          .isInstanceOfSatisfying(
              ExecutionException.class, e -> assertThat(state(e)).isEqualTo("28P01"));
    } finally {
      database.prepared(ROLE); // gives it back
    }
  }

  @Test
  void aMissingTableIsNotWaitedFor() {
    database.execute("DROP TABLE errands.node");

    assertThatThrownBy(() -> get(service().start()))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(state(e)).isEqualTo("42P01"));
  }

  private Void prepare(AtomicInteger tried) {
    tried.incrementAndGet();
    new Database(new Settings(database.settings())).prepare(List.of(ROLE));
    return null;
  }

  private RoleService<Errand, String> service() {
    return new RoleService<>(
        new Premises(
            vertx,
            new LocalBus(),
            new ErrandWire(),
            UUID.randomUUID(),
            "node",
            new Settings(database.settings()),
            new SimpleMeterRegistry(),
            role -> prepared.pool(vertx, role)),
        ROLE,
        new ErrandTable(),
        new ErrandModel(),
        records -> {});
  }

  private static String state(ExecutionException e) {
    return switch (e.getCause()) {
      case PgException pg -> pg.getSqlState();
      case SQLException sql -> sql.getSQLState();
      default -> e.getCause().toString();
    };
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
