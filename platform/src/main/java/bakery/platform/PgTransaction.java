package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * One transaction in as few round trips as it has decisions: BEGIN goes out with the first
 * statement, COMMIT with the last ones, none waits for the one before. When one of the last fails,
 * PostgreSQL makes a rollback of the COMMIT behind it.
 */
final class PgTransaction {

  private final SqlConnection connection;
  private final Future<?> begun;
  private boolean ended;

  private PgTransaction(SqlConnection connection) {
    this.connection = connection;
    this.begun = connection.query("BEGIN").execute();
  }

  /**
   * @param work begins with {@link #first} and ends with {@link #commit}; when it fails before that
   *     all is rolled back
   */
  static <T> Future<T> in(Pool pool, Function<PgTransaction, Future<T>> work) {
    return pool.withConnection(
        connection -> {
          PgTransaction transaction = new PgTransaction(connection);
          return transaction.attempt(work).recover(transaction::rollback);
        });
  }

  /** Fails also when the transaction did not begin, before anything is decided outside of one. */
  Future<RowSet<Row>> first(String sql, Tuple parameters) {
    Future<RowSet<Row>> rows = connection.preparedQuery(sql).execute(parameters);
    return begun.compose(in -> rows);
  }

  SqlConnection connection() {
    return connection;
  }

  /**
   * Sends COMMIT behind the statements that are on their way.
   *
   * @param last their results; it must fail when one of them fails
   */
  <T> Future<T> commit(Future<T> last) {
    ended = true;
    Future<?> committed = connection.query("COMMIT").execute();
    return last.transform(
        done ->
            done.succeeded()
                ? committed.map(done.result())
                : committed.otherwiseEmpty().compose(back -> Future.failedFuture(done.cause())));
  }

  private <T> Future<T> attempt(Function<PgTransaction, Future<T>> work) {
    try {
      return work.apply(this);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private <T> Future<T> rollback(Throwable why) {
    if (ended) return Future.failedFuture(why);
    return connection.query("ROLLBACK").execute().transform(back -> Future.failedFuture(why));
  }
}
