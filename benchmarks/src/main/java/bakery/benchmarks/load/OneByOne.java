package bakery.benchmarks.load;

import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.HdrHistogram.Histogram;

/**
 * One order at a time, and after each a row written with a commit of its own, so that both meet the
 * same disk in the same state.
 */
public final class OneByOne implements Load {
  private static final int DIGITS = 3;
  private static final int NANOS_PER_MICRO = 1_000;

  /** What the row is written to. */
  public static final String TABLE =
      "CREATE TABLE public.bench_commit (id bigint GENERATED ALWAYS AS IDENTITY, note text)";

  private static final String COMMIT = "INSERT INTO public.bench_commit (note) VALUES ('one row')";

  private final Customers customers;
  private final PreparedQuery<RowSet<Row>> commit;
  private Histogram commits = new Histogram(DIGITS);
  private boolean stopped;

  public OneByOne(Customers customers, PgConnection connection) {
    this.customers = customers;
    this.commit = connection.preparedQuery(COMMIT);
  }

  @Override
  public void start() {
    customers.onLoop(
        () -> {
          order();
          return null;
        });
  }

  private void order() {
    if (!stopped) customers.place(System.nanoTime(), later -> commit());
  }

  private void commit() {
    var began = System.nanoTime();
    commit
        .execute()
        .onSuccess(row -> commits.recordValue((System.nanoTime() - began) / NANOS_PER_MICRO))
        .onComplete(row -> order());
  }

  /** Microseconds of the single commits since the last time. */
  public Histogram commits() {
    return customers.onLoop(
        () -> {
          var those = commits;
          commits = new Histogram(DIGITS);
          return those;
        });
  }

  @Override
  public void stop() {
    customers.onLoop(() -> stopped = true);
  }

  @Override
  public String name() {
    return "one by one";
  }
}
