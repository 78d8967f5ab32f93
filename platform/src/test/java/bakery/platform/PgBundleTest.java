package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several clauses, all or none. */
class PgBundleTest {

  private static final String ROLE = "bundles";
  private static final String SET = "UPDATE cell SET v = $2::int WHERE id = ANY($1::int[])";
  private static Vertx vertx;
  private static Pool pool;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    pool = TestDatabase.database().prepared(ROLE).pool(vertx, ROLE);
    pool.query("CREATE TABLE cell (id int PRIMARY KEY, v int NOT NULL)").execute().await();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void fill() {
    pool.query("TRUNCATE cell; INSERT INTO cell VALUES (1, 0), (2, 0)").execute().await();
  }

  @Test
  void clausesKeepTheirOwnParameters() {
    run(Clause.of(SET, ids(5, 1)), Clause.whole(SET + " RETURNING 1", ids(7, 2)));

    assertThat(cells()).isEqualTo("1=5, 2=7");
  }

  @Test
  void nothingHappensWhenOneIsNotWhole() {
    assertThatThrownBy(
            () -> run(Clause.of(SET, ids(5, 1)), Clause.whole(SET + " RETURNING 1", ids(7, 2, 3))))
        .isInstanceOfSatisfying(
            PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("22012"));

    assertThat(cells()).isEqualTo("1=0, 2=0");
  }

  @Test
  void isImpatientBeforeItsClausesRunAndNotAfterwards() {
    String impatient = " AND current_setting('lock_timeout') = '100ms' RETURNING 1";
    String after =
        pool.withConnection(
                connection ->
                    new PgBundle()
                        .add(Clause.whole(SET + impatient, ids(5, 1)))
                        .add(Clause.whole(SET + impatient, ids(7, 2)))
                        .execute(connection)
                        .compose(done -> connection.query("SHOW lock_timeout").execute()))
            .map(rows -> rows.iterator().next().getString(0))
            .await();

    assertThat(cells()).isEqualTo("1=5, 2=7");
    assertThat(after).isEqualTo("1s");
  }

  private static void run(Clause... clauses) {
    PgBundle bundle = new PgBundle();
    for (Clause clause : clauses) bundle.add(clause);
    Future<RowSet<Row>> done = bundle.execute(pool);
    done.await();
  }

  private static Tuple ids(int value, Integer... ids) {
    return Tuple.of(ids, value);
  }

  private static String cells() {
    return pool.query("SELECT string_agg(id || '=' || v, ', ' ORDER BY id) FROM cell")
        .execute()
        .map(rows -> rows.iterator().next().getString(0))
        .await();
  }
}
