package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked again and again reads what is open, however much has ended. */
class PlansTest {

  /** The table and its key have hundreds. */
  private static final long PAGES = 60;

  private static final String ROLE = "errands";
  private static final String NOBODY = "'00000000-0000-7000-8000-000000000000'";
  private static final PgStatements SQL = PgStatements.of(new ErrandTable());
  private static Vertx vertx;
  private static Pool pool;

  @BeforeAll
  static void fill() {
    vertx = Vertx.vertx();
    TestDatabase server = TestDatabase.database();
    pool = server.prepared(ROLE).pool(vertx, ROLE);
    sql(ErrandTable.CREATE);
    sql("CREATE INDEX errand_due ON errand (due_at) WHERE open");
    sql(
        """
        INSERT INTO errand (id, steps, open, due_at, owner, epoch)
        SELECT gen_random_uuid(), n % 1000, n > 20000, now(), gen_random_uuid(), 1
          FROM generate_series(1, 20010) AS n
        """);
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  private static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of("free what was abandoned", SQL.freeAbandoned(), "1000"),
        Arguments.of("what this node holds", SQL.heldBy(), NOBODY + ", 1000"),
        Arguments.of("what is due", SQL.lockDue(), "256"),
        Arguments.of("the beat", SQL.beat(), NOBODY + ", 'here', 400, 400, true"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void readsNothingThatHasEnded(String what, String statement, String parameters) {
    assertThat(pages(statement, parameters)).as("pages before ANALYZE").isLessThan(PAGES);
    sql("ANALYZE errand");
    assertThat(pages(statement, parameters)).as("pages after ANALYZE").isLessThan(PAGES);
  }

  private static long pages(String statement, String parameters) {
    return pool.withConnection(
            connection ->
                connection
                    .query("PREPARE asked AS " + statement)
                    .execute()
                    .compose(
                        prepared ->
                            connection
                                .query(
                                    "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked ("
                                        + parameters
                                        + ")")
                                .execute())
                    .eventually(() -> connection.query("DEALLOCATE asked").execute()))
        .map(rows -> (JsonArray) rows.iterator().next().getJson(0))
        .map(plans -> plans.getJsonObject(0).getJsonObject("Plan"))
        .map(plan -> plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"))
        .await();
  }

  private static void sql(String text) {
    pool.query(text).execute().await();
  }
}
