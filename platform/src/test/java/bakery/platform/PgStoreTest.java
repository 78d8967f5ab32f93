package bakery.platform;

import bakery.platform.postgres.Database;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PgStoreTest extends StoreContract {

  private static final String ROLE = "errands";
  private static Vertx vertx;
  private static Database database;
  private static Pool pool;

  private final Letters letters = new Letters(new ErrandWire());

  @BeforeAll
  static void connect() throws Exception {
    vertx = Vertx.vertx();
    database = TestDatabase.database().prepared(ROLE);
    pool = database.pool(vertx, ROLE);
    sql(ErrandTable.CREATE);
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void empty() throws Exception {
    sql("TRUNCATE errand, outbox, node, stuck");
  }

  @Override
  Store<Errand, String> store() {
    return new PgStore<>(pool, new ErrandTable(), letters);
  }

  @Override
  Outbox outbox() {
    return new PgOutbox(pool, letters);
  }

  @Override
  Attendance attendance() {
    return new PgAttendance(pool, PgStatements.of(new ErrandTable()));
  }

  @Override
  <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }

  @Override
  <T> T whileLocked(UUID id, Supplier<Future<T>> action) {
    return now(
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery("SELECT FROM errand WHERE id = $1::uuid FOR UPDATE")
                    .execute(Tuple.of(id))
                    .compose(locked -> action.get())));
  }

  @Override
  void age(long millis) {
    String earlier = " - interval '" + millis + " milliseconds'";
    sql("UPDATE errand SET lease_until = lease_until%1$s, due_at = due_at%1$s".formatted(earlier));
    sql("UPDATE outbox SET tried_at = tried_at" + earlier);
    sql("UPDATE node SET beat_at = beat_at" + earlier);
  }

  private static void sql(String statement) {
    try (var connection = database.connect(ROLE);
        var run = connection.createStatement()) {
      run.execute(statement);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(statement, e);
    }
  }
}
