package bakery.benchmarks.load;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;

/**
 * Asks the gateways' table for the ends of many orders at once: of all ways the one that costs the
 * bakery nothing and its database least. An order is left alone until it is half as old as orders
 * were of late at their end, then it is asked for whenever it is a sixteenth older: a dozen times,
 * whether orders take a tenth of a second or a minute, for to ask in vain costs what the bakery
 * could use. Up to 2,048 are asked for at once, and no more than 50,000 a second.
 */
final class Polls implements Following {
  static final int EVERY_MILLIS = 10;
  private static final int MOST = 2_048;
  private static final int ROWS_PER_MILLI = 50;
  private static final int OLDER = 16;

  private static final String ENDED =
      """
      SELECT id, status
        FROM gateway.orders
       WHERE id = ANY ($1::uuid[]) AND status IN ('COMPLETED', 'DECLINED', 'CANCELLED')
      """;

  /** An order's end moves their mean age by so small a part. */
  private static final int REMEMBERED = 64;

  private static final class Waiting {
    final Placed order;
    final Listener listener;
    final long sinceNanos;
    long askNanos;

    Waiting(Placed order, Listener listener, long now, long restNanos) {
      this.order = order;
      this.listener = listener;
      this.sinceNanos = now;
      this.askNanos = now + restNanos;
    }

    long nextAskNanos() {
      return askNanos;
    }

    void askAgain(long now) {
      askNanos = now + (now - sinceNanos) / OLDER;
    }
  }

  private final Vertx vertx;
  private final PreparedQuery<RowSet<Row>> ended;
  private final Tally tally;
  private final Queue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::nextAskNanos));
  private long ageAtEndNanos;
  private int asking;
  private boolean stopped;

  Polls(Vertx vertx, PgConnection connection, Tally tally) {
    this.vertx = vertx;
    this.ended = connection.preparedQuery(ENDED);
    this.tally = tally;
    later(EVERY_MILLIS);
  }

  @Override
  public void follow(Placed order, Listener listener) {
    waiting.add(new Waiting(order, listener, System.nanoTime(), ageAtEndNanos / 2));
  }

  @Override
  public int waiting() {
    return waiting.size() + asking;
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
    var due = takeDue(System.nanoTime());
    if (due.isEmpty()) {
      later(EVERY_MILLIS);
      return;
    }
    asking = due.size();
    tally.polled();
    ended
        .execute(Tuple.of(due.keySet().toArray(UUID[]::new)))
        .onComplete(answer -> hear(due, answer));
  }

  private Map<UUID, Waiting> takeDue(long now) {
    Map<UUID, Waiting> due = new HashMap<>();
    while (due.size() < MOST && !waiting.isEmpty() && waiting.peek().askNanos - now <= 0) {
      var next = waiting.poll();
      due.put(next.order.id(), next);
    }
    return due;
  }

  private void hear(Map<UUID, Waiting> asked, AsyncResult<RowSet<Row>> answer) {
    later(Math.max(EVERY_MILLIS, asked.size() / ROWS_PER_MILLI));
    asking = 0;
    var now = System.nanoTime();
    if (answer.succeeded()) end(answer.result(), asked, now);
    else tally.broke("the table does not answer: " + answer.cause().getMessage());
    for (var still : asked.values()) {
      still.askAgain(now);
      waiting.add(still);
    }
  }

  private void end(RowSet<Row> rows, Map<UUID, Waiting> asked, long now) {
    for (var row : rows) {
      var end = asked.remove(row.getUUID(0));
      ageAtEndNanos += (now - end.sinceNanos - ageAtEndNanos) / REMEMBERED;
      end.listener.ended(end.order, row.getString(1), now);
    }
  }
}
