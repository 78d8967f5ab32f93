package bakery.benchmarks.load;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Asks the gateways' table for the ends of many orders at once: of all ways the one that costs the
 * bakery nothing and its database least. Up to 500 orders are asked for every 10 ms; the more there
 * are, the longer is the pause, so that the table is never asked for more than 50,000 rows a
 * second. An order is left alone until it is half as old as orders were of late at their end, for
 * to ask in vain costs what the bakery could use.
 */
final class Polls implements Following {
  static final int EVERY_MILLIS = 10;
  private static final int MOST = 2_048;
  private static final int ROWS_PER_MILLI = 50;

  private static final String ENDED =
      """
      SELECT id, status
        FROM gateway.orders
       WHERE id = ANY ($1::uuid[]) AND status IN ('COMPLETED', 'DECLINED', 'CANCELLED')
      """;

  /** An order's end moves their mean age by so small a part. */
  private static final int REMEMBERED = 64;

  private record Waiting(Placed order, Listener listener, long sinceNanos) {}

  private final Vertx vertx;
  private final PreparedQuery<RowSet<Row>> ended;
  private final Tally tally;
  private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
  private long ageAtEndNanos;
  private boolean stopped;

  Polls(Vertx vertx, PgConnection connection, Tally tally) {
    this.vertx = vertx;
    this.ended = connection.preparedQuery(ENDED);
    this.tally = tally;
    later(EVERY_MILLIS);
  }

  @Override
  public void follow(Placed order, Listener listener) {
    waiting.put(order.id(), new Waiting(order, listener, System.nanoTime()));
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void later(int millis) {
    vertx.setTimer(millis, timer -> ask());
  }

  private void ask() {
    if (stopped) return;
    var some = oldEnough(System.nanoTime() - ageAtEndNanos / 2);
    if (some.length == 0) {
      later(EVERY_MILLIS);
      return;
    }
    tally.polled();
    ended.execute(Tuple.of(some)).onComplete(answer -> hear(some, answer));
  }

  private UUID[] oldEnough(long bornBefore) {
    return waiting.values().stream()
        .filter(each -> each.sinceNanos() - bornBefore <= 0)
        .limit(MOST)
        .map(each -> each.order().id())
        .toArray(UUID[]::new);
  }

  private void hear(UUID[] asked, AsyncResult<RowSet<Row>> answer) {
    later(Math.max(EVERY_MILLIS, asked.length / ROWS_PER_MILLI));
    if (answer.failed()) {
      tally.broke("the table does not answer: " + answer.cause().getMessage());
      return;
    }
    var now = System.nanoTime();
    for (var row : answer.result()) {
      var end = waiting.remove(row.getUUID(0));
      ageAtEndNanos += (now - end.sinceNanos() - ageAtEndNanos) / REMEMBERED;
      end.listener().ended(end.order(), row.getString(1), now);
    }
    if (waiting.size() > MOST) moveToEnd(asked);
  }

  /** The next question is for others. */
  private void moveToEnd(UUID[] asked) {
    for (var id : asked) {
      var same = waiting.remove(id);
      if (same != null) waiting.put(id, same);
    }
  }
}
