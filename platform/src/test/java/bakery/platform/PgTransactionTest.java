package bakery.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that go out without waiting are one transaction, also while they are prepared. */
class PgTransactionTest {

  private static final String ROLE = "errands";
  private static final String INSERT = "INSERT INTO noted (word) VALUES ($1::text)";
  private static final String NOTED_BY = "SELECT DISTINCT xmin::text FROM noted";
  private static final String FIRST = "SELECT count(*) FROM noted WHERE word = $1::text";

  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void table() throws Exception {
    pool = TestDatabase.database().prepared(ROLE).pool(vertx, ROLE);
    now(pool.query("CREATE TABLE noted (word text NOT NULL CHECK (word <> 'bad'))").execute());
  }

  @AfterEach
  void close() throws Exception {
    now(vertx.close());
  }

  @Test
  void allOfItIsOneTransaction() throws Exception {
    assertThat(now(noting("one", "two"))).isEqualTo("done");
    assertThat(noted()).isEqualTo(2);
    assertThat(now(pool.query(NOTED_BY).execute()).size()).as("transactions").isOne();
  }

  @Test
  void whatFailsAmongTheLastTakesTheOthersWithIt() throws Exception {
    for (String[] words : new String[][] {{"good", "bad"}, {"bad", "good"}, {"good", null}}) {
      assertThatThrownBy(() -> now(noting(words)))
          .hasRootCauseInstanceOf(PgException.class)
          .hasRootCauseMessage(cause(words));
      assertThat(noted()).isZero();
    }
  }

  @Test
  void whatCannotEvenBePreparedDoesToo() throws Exception {
    Future<String> failing =
        read(
            transaction ->
                transaction.commit(
                    Future.all(
                            insert(transaction.connection(), "good"),
                            transaction
                                .connection()
                                .preparedQuery("INSERT INTO nowhere VALUES ($1::text)")
                                .execute(Tuple.of("lost")))
                        .map("done")));

    assertThatThrownBy(() -> now(failing)).hasMessageContaining("nowhere");
    assertThat(noted()).isZero();
  }

  @Test
  void whatFailsBeforeTheEndIsRolledBackAndTheConnectionGoesOn() throws Exception {
    Future<String> failing =
        read(
            transaction ->
                insert(transaction.connection(), "early")
                    .compose(
                        in -> {
                          throw new IllegalStateException("undecided");
                        }));

    assertThatThrownBy(() -> now(failing)).hasMessageContaining("undecided");
    assertThat(noted()).isZero();
    assertThat(now(noting("after"))).isEqualTo("done");
    assertThat(noted()).isOne();
  }

  private Future<String> noting(String... words) {
    return read(
        transaction -> {
          Future<String> last = Future.succeededFuture("done");
          for (String word : words) {
            Future<?> written = insert(transaction.connection(), word);
            last = last.compose(before -> written.map("done"));
          }
          return transaction.commit(last);
        });
  }

  /** A transaction reads first, then does this. */
  private Future<String> read(Function<PgTransaction, Future<String>> then) {
    return PgTransaction.in(
        pool,
        transaction ->
            transaction.first(FIRST, Tuple.of("")).compose(read -> then.apply(transaction)));
  }

  private static Future<?> insert(SqlConnection connection, String word) {
    return connection.preparedQuery(INSERT).execute(Tuple.of(word));
  }

  private static String cause(String... words) {
    return words[1] == null
        ? "ERROR: null value in column \"word\" of relation \"noted\" violates not-null constraint"
            + " (23502)"
        : "ERROR: new row for relation \"noted\" violates check constraint \"noted_word_check\""
            + " (23514)";
  }

  private long noted() throws Exception {
    return now(pool.query("SELECT count(*) FROM noted").execute()).iterator().next().getLong(0);
  }

  private static <T> T now(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }
}
