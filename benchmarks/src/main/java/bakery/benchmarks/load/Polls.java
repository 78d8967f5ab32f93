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
 * bakery nothing and its database least. An end is seen at most as late as one question and its
 * answer take.
 */
final class Polls implements Following {
  static final int EVERY_MILLIS = 10;
  private static final int MOST = 2_048;

  private static final String ENDED =
      """
      SELECT id, status
        FROM gateway.orders
       WHERE id = ANY ($1::uuid[]) AND status IN ('COMPLETED', 'DECLINED', 'CANCELLED')
      """;

  private record Waiting(Placed order, Listener listener) {}

  private final Vertx vertx;
  private final PreparedQuery<RowSet<Row>> ended;
  private final Tally tally;
  private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
  private boolean stopped;

  Polls(Vertx vertx, PgConnection connection, Tally tally) {
    this.vertx = vertx;
    this.ended = connection.preparedQuery(ENDED);
    this.tally = tally;
    later();
  }

  @Override
  public void follow(Placed order, Listener listener) {
    waiting.put(order.id(), new Waiting(order, listener));
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void later() {
    vertx.setTimer(EVERY_MILLIS, timer -> ask());
  }

  private void ask() {
    if (stopped) return;
    if (waiting.isEmpty()) {
      later();
      return;
    }
    tally.polled();
    var oldest = waiting.keySet().stream().limit(MOST).toArray(UUID[]::new);
    ended.execute(Tuple.of(oldest)).onComplete(this::hear);
  }

  private void hear(AsyncResult<RowSet<Row>> answer) {
    later();
    if (answer.failed()) {
      tally.broke("the table does not answer: " + answer.cause().getMessage());
      return;
    }
    var now = System.nanoTime();
    for (var row : answer.result()) {
      var end = waiting.remove(row.getUUID(0));
      end.listener().ended(end.order(), row.getString(1), now);
    }
  }
}
