package bakery.gateway.floor;

import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What the news of all gateways tell of the last minutes: how many orders were placed and
 * completed, how long they took, and of some of them where they are. Costs the same however many
 * orders there are. Confined to one event loop.
 */
public final class Traffic {

  static final int STEP_SECONDS = 2;
  static final int WINDOW_STEPS = 30;
  static final int POINTS = 150;
  static final int SAMPLE = 60;

  /** An order that has ended is shown for so long, so that everybody sees it go. */
  static final long FAREWELL_MILLIS = 3_000;

  /** Without news for so long, it makes room for another. */
  static final long QUIET_MILLIS = 60_000;

  private static final int STEPS = POINTS + WINDOW_STEPS + 1;
  private static final double MEDIAN = 0.5;
  private static final double SLOWEST = 0.99;

  private final LongSupplier millis;
  private final long bornAt;
  private final Bucket[] buckets = new Bucket[STEPS];
  private final Map<UUID, Seen> sample = new LinkedHashMap<>(); // heard of longest ago first
  private long newest;

  private record Seen(Status status, long atMillis) {}

  /** Two seconds. */
  private static final class Bucket {
    int placed;
    final Lives lives = new Lives();

    void clear() {
      placed = 0;
      lives.clear();
    }
  }

  /**
   * @param millis since the epoch
   */
  public Traffic(LongSupplier millis) {
    this.millis = millis;
    for (int i = 0; i < STEPS; i++) buckets[i] = new Bucket();
    newest = step(millis.getAsLong());
    bornAt = newest;
  }

  public void hear(News news) {
    long now = millis.getAsLong();
    Bucket bucket = at(now);
    if (news.status() == Status.PLACED) bucket.placed++;
    if (news.status() == Status.COMPLETED) bucket.lives.add(life(news));
    follow(news, now);
  }

  /**
   * {@code {"stepSeconds", "at": [epoch seconds], "placed": [a minute], "completed": [a minute],
   * "p50": [seconds or null], "p99": […], "sample": [{"order", "number", "status", "worker"}]}};
   * each point speaks of the minute before it.
   *
   * @param holders the worker who has an order in hand, by the order's id
   */
  public JsonObject json(JsonObject holders) {
    long now = millis.getAsLong();
    at(now);
    JsonArray at = new JsonArray();
    JsonArray placed = new JsonArray();
    JsonArray completed = new JsonArray();
    JsonArray median = new JsonArray();
    JsonArray slowest = new JsonArray();
    Lives lives = new Lives();
    int taken = 0;
    long first = Math.max(bornAt, newest - POINTS);
    for (long step = first - WINDOW_STEPS; step < newest; step++) {
      taken += bucket(step).placed;
      lives.add(bucket(step).lives);
      if (step < first) continue;
      taken -= bucket(step - WINDOW_STEPS).placed;
      lives.subtract(bucket(step - WINDOW_STEPS).lives);
      at.add((step + 1) * STEP_SECONDS);
      placed.add(taken);
      completed.add(lives.number());
      median.add(lives.seconds(MEDIAN));
      slowest.add(lives.seconds(SLOWEST));
    }
    return new JsonObject()
        .put("stepSeconds", STEP_SECONDS)
        .put("at", at)
        .put("placed", placed)
        .put("completed", completed)
        .put("p50", median)
        .put("p99", slowest)
        .put("sample", sample(now, holders));
  }

  private JsonArray sample(long now, JsonObject holders) {
    sample
        .values()
        .removeIf(seen -> seen.status.isFinal() && now - seen.atMillis > FAREWELL_MILLIS);
    JsonArray all = new JsonArray();
    sample.forEach(
        (id, seen) ->
            all.add(
                new JsonObject()
                    .put("order", id.toString())
                    .put("number", Order.numberOf(id))
                    .put("status", seen.status.name())
                    .put("worker", holders.getString(id.toString()))));
    return all;
  }

  private void follow(News news, long now) {
    UUID id = news.orderId();
    boolean known = sample.remove(id) != null;
    if (known || !news.status().isFinal() && hasRoom(now)) {
      sample.put(id, new Seen(news.status(), now));
    }
  }

  private boolean hasRoom(long now) {
    if (sample.size() < SAMPLE) return true;
    Iterator<Seen> longestAgo = sample.values().iterator();
    Seen eldest = longestAgo.next();
    long patience = eldest.status.isFinal() ? FAREWELL_MILLIS : QUIET_MILLIS;
    if (now - eldest.atMillis <= patience) return false;
    longestAgo.remove();
    return true;
  }

  /** The bucket of now; those of the time since the last call are empty. */
  private Bucket at(long now) {
    long step = step(now);
    if (step - newest >= STEPS) newest = step - STEPS;
    while (newest < step) bucket(++newest).clear();
    return bucket(newest);
  }

  private Bucket bucket(long step) {
    return buckets[Math.floorMod(step, STEPS)];
  }

  private static long step(long millis) {
    return millis / (STEP_SECONDS * 1_000L);
  }

  /** The id of an order says when it was placed. */
  private static long life(News news) {
    return Math.max(0, news.at().toEpochMilli() - (news.orderId().getMostSignificantBits() >>> 16));
  }
}
