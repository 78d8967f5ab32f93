package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What operators see of one role: who works in it here, and what its tables say of all nodes.
 * Callable from any thread.
 */
public final class Glance {

  /** Open rows that are looked at; of more it is only said that there are more. */
  public static final int MOST_OPEN = 50_000;

  /** Claims that are told one by one. */
  public static final int MOST_IN_HAND = 200;

  private static final int ANSWER_SECONDS = 3;

  private final String role;
  private final Pool pool;
  private final String survey;
  private final RoleService<?, ?> service;
  private final AtomicReference<Future<JsonObject>> underWay = new AtomicReference<>();

  public Glance(Premises premises, String role, Table<?, ?> table, RoleService<?, ?> service) {
    this.role = role;
    this.pool = premises.pools().apply(role);
    this.survey = Survey.of(table);
    this.service = service;
  }

  public String role() {
    return role;
  }

  /**
   * {@code {"workers": [{"name", "slots", "busy", "leaving"}], "sinceBeatMillis", "tables"}}. The
   * tables are {@link Survey}'s answer with {@code "known": true}, or {@code {"known": false,
   * "why"}} when the database does not answer in time. Never fails. One survey at a time: who asks
   * meanwhile gets the same.
   */
  public Future<JsonObject> look() {
    return around(tables());
  }

  /** The same for somebody who will not wait longer for the tables. */
  public Future<JsonObject> look(Duration patience) {
    return around(
        tables().timeout(patience.toMillis(), TimeUnit.MILLISECONDS).otherwise(Glance::unknown));
  }

  /** The same without a look at the tables, which somebody else has. */
  public Future<JsonObject> lookAround() {
    return around(
        Future.succeededFuture(new JsonObject().put("known", false).put("why", "not asked")));
  }

  private Future<JsonObject> around(Future<JsonObject> tables) {
    return service
        .atWork()
        .compose(
            workers ->
                tables.map(
                    told ->
                        new JsonObject()
                            .put("workers", json(workers))
                            .put("sinceBeatMillis", service.sinceBeat())
                            .put("tables", told)));
  }

  private Future<JsonObject> tables() {
    Future<JsonObject> shared = underWay.get();
    if (shared != null) return shared;
    long began = System.nanoTime();
    Future<JsonObject> mine =
        pool.preparedQuery(survey)
            .execute()
            .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .map(rows -> rows.iterator().next().getJsonObject("survey"))
            .map(told -> told.put("known", true).put("millis", millisSince(began)))
            .otherwise(Glance::unknown);
    underWay.set(mine);
    return mine.onComplete(done -> underWay.compareAndSet(mine, null));
  }

  private static JsonObject unknown(Throwable failure) {
    return new JsonObject().put("known", false).put("why", Failures.describe(failure));
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static JsonArray json(List<AtWork> workers) {
    JsonArray all = new JsonArray();
    for (AtWork each : workers) {
      all.add(
          new JsonObject()
              .put("name", each.name())
              .put("slots", each.slots())
              .put("busy", each.busy())
              .put("leaving", each.leaving()));
    }
    return all;
  }
}
