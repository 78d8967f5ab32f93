package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static final List<String> ROLES = List.of("north", "south");

  @Test
  void aRoleEntersItsOwnSchemaAsItsOwnUserAndSeesNoOther() throws Exception {
    var empty = TestDatabase.database();

    var database = empty.prepared("north", "south");

    try (var connection = database.connect("north");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE secret (n integer)");
      var row = statement.executeQuery("SELECT current_user, current_schema");
      row.next();
      assertThat(row.getString(1)).isEqualTo("bakery_north");
      assertThat(row.getString(2)).isEqualTo("north");
    }
    try (var connection = database.connect("south");
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT n FROM north.secret"))
          .hasMessageContaining("permission denied for schema north");
    }
    assertThat(empty.number("SELECT count(*) FROM south.outbox")).isZero();
    assertThat(empty.number("SELECT count(*) FROM south.node")).isZero();
  }

  @Test
  void manyMayPrepareTheSameAndOtherDatabasesAtOnce() throws Exception {
    var first = TestDatabase.database();
    var second = TestDatabase.database();
    first.execute("DROP ROLE IF EXISTS bakery_crowd");
    var go = new CountDownLatch(1);

    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            go.await();
                            return (n % 2 == 0 ? first : second).prepared("crowd");
                          }))
              .toList();
      go.countDown();
      for (Future<Database> each : all) each.get(30, TimeUnit.SECONDS);
    }

    for (var each : List.of(first, second)) {
      assertThat(each.number("SELECT count(*) FROM crowd.flyway_schema_history WHERE success"))
          .isEqualTo(each.number("SELECT count(DISTINCT script) FROM crowd.flyway_schema_history"))
          .isPositive();
    }
  }

  @Test
  void aUserWhoMayNotCreateUsersWorksInTheSchemaItself() throws Exception {
    var database = TestDatabase.database();
    database.execute("CREATE ROLE plain LOGIN PASSWORD 'it''s@plain'");
    database.execute("GRANT CREATE ON DATABASE " + database.address().database() + " TO plain");
    var plain =
        new TestDatabase(
            new PostgresAddress(
                database.address().hosts(), database.address().database(), "plain", "it's@plain"));

    try (var connection = plain.prepared("east").connect("east");
        var statement = connection.createStatement()) {

      var row = statement.executeQuery("SELECT current_user, current_schema");
      row.next();
      assertThat(row.getString(1)).isEqualTo("plain");
      assertThat(row.getString(2)).isEqualTo("east");
    }
    assertThat(database.number("SELECT count(*) FROM east.outbox")).isZero();
  }

  @Test
  void whenNothingIsPendingNobodyWaitsForTheMigrationsOfOthers() throws Exception {
    var database = TestDatabase.database();
    database.prepared("north");

    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(hashtext('bakery migration north'))");

      assertThatCode(() -> database.prepared("north")).doesNotThrowAnyException();
    }
  }

  @Test
  void aScriptThatWasEditedAfterItLandedIsNoticed() {
    var database = TestDatabase.database();
    database.prepared("north");

    database.execute("UPDATE north.flyway_schema_history SET checksum = 1 WHERE version = '0.1'");

    assertThatThrownBy(() -> database.prepared("north")).hasMessageContaining("checksum mismatch");
  }

  @Test
  void thePoolIsBoundedByTheServerAndPlansByIndex() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var database = new Database(settings(TestDatabase.database(), "BAKERY_DB_LOCK_MILLIS", "50"));
      database.prepare(ROLES);
      var pool = database.pool(vertx, "north");
      assertThat(database.pool(vertx, "north")).isSameAs(pool);

      assertThat(setting(pool, "search_path")).isEqualTo("north");
      assertThat(setting(pool, "statement_timeout")).isEqualTo("5s");
      assertThat(setting(pool, "idle_in_transaction_session_timeout")).isEqualTo("3s");
      assertThat(setting(pool, "synchronous_commit")).isEqualTo("on");
      assertThat(planOfAnUpdatePreparedWhileTheTableWasSmall(pool)).contains("Index Scan");

      var holder = await(pool.getConnection());
      lock(holder);
      var waiter = await(pool.getConnection());
      assertThatThrownBy(() -> lock(waiter))
          .cause()
          .isInstanceOfSatisfying(
              PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("55P03"));
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void ofSeveralHostsThePrimaryIsFound() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var one = TestDatabase.database().address();
      var dead = new PostgresAddress.Host("127.0.0.1", 9);
      var several =
          new TestDatabase(
              new PostgresAddress(
                  List.of(dead, one.hosts().getFirst()),
                  one.database(),
                  one.user(),
                  one.password()));

      var pool = several.prepared("north").pool(vertx, "north");

      assertThat(setting(pool, "search_path")).isEqualTo("north");
    } finally {
      await(vertx.close());
    }
  }

  private static Settings settings(TestDatabase database, String name, String value) {
    return new Settings(Map.of("BAKERY_DB", database.settings().get("BAKERY_DB"), name, value));
  }

  private static String setting(Pool pool, String name) throws Exception {
    return await(pool.query("SHOW " + name).execute()).iterator().next().getString(0);
  }

  private static String planOfAnUpdatePreparedWhileTheTableWasSmall(Pool pool) throws Exception {
    await(
        pool.query(
                """
                INSERT INTO outbox (id, destination, letters)
                VALUES (gen_random_uuid(), 'nobody', '[]')
                """)
            .execute());
    await(pool.query("ANALYZE outbox").execute());
    var connection = await(pool.getConnection());
    await(
        connection
            .query(
                """
                PREPARE touch AS UPDATE outbox SET tries = tries + 1
                FROM unnest($1::uuid[]) AS wanted (id) WHERE outbox.id = wanted.id
                """)
            .execute());
    var plan = new StringBuilder();
    await(connection.query("EXPLAIN EXECUTE touch (ARRAY[]::uuid[])").execute())
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    await(connection.close());
    return plan.toString();
  }

  private static void lock(SqlConnection connection) throws Exception {
    await(connection.query("BEGIN; LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE").execute());
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
