package bakery.whole.chaos.crowd;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The crowd: customers who come as they like, whatever the bakery is doing, on one event loop. Told
 * from outside by {@link #start}, {@link #stopOrdering}, {@link #evidence}.
 */
public final class Customers implements AutoCloseable {

  private static final int TICK_MILLIS = 5;

  /** Two thousand a second: who is behind must not keep those who are there from being heard. */
  private static final int AT_ONCE = 10;

  private static final double FIRST_SHARE = 0.1;
  private static final int SECOND_MILLIS = 1_000;
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Plan plan;
  private final Vertx vertx;
  private final Context loop;
  private final Town town;
  private final Instant came;
  private final SplittableRandom coming;
  private final List<Trail> trails = new ArrayList<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private double nextMicros;
  private boolean stopped;

  public Customers(Plan plan) {
    this.plan = plan;
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    loop = vertx.getOrCreateContext();
    came = Instant.now();
    town = new Town(vertx, plan);
    coming = new SplittableRandom(plan.seed());
  }

  public Customers start() {
    loop.runOnContext(
        v -> {
          nextMicros = town.micros();
          vertx.setPeriodic(TICK_MILLIS, tick -> comeIn());
          vertx.setPeriodic(SECOND_MILLIS, tick -> town.tally().second());
        });
    return this;
  }

  public Progress progress() {
    return town.tally().progress();
  }

  /**
   * Nobody comes any more. Waits until those who are there have heard their orders' ends; then
   * those who were never told ask once more what stands under their keys.
   *
   * @return how many still waited when the limit was over
   */
  public long stopOrdering(Duration limit) {
    loop.runOnContext(v -> stop());
    long waiting = within(limit, left) ? 0 : town.tally().customers.get();
    within(SETTLING.multipliedBy(2), asked());
    loop.runOnContext(v -> town.close());
    return waiting;
  }

  /** What was seen so far; trails of customers who are still there grow on. */
  public Evidence evidence() {
    CompletableFuture<Evidence> taken = new CompletableFuture<>();
    loop.runOnContext(v -> taken.complete(collected()));
    if (!within(ANSWER, taken)) throw new IllegalStateException("the crowd's event loop hangs");
    return taken.join();
  }

  private Evidence collected() {
    return new Evidence(
        plan.seed(),
        came,
        Duration.ofNanos(town.micros() * 1_000),
        trails,
        town.tally().turnedAway.sum(),
        town.oddities());
  }

  private void comeIn() {
    for (int n = 0; n < AT_ONCE && isDue(); n++) {
      comeIn((long) nextMicros);
      nextMicros += -Math.log1p(-coming.nextDouble()) * 1e6 / perSecond(nextMicros);
    }
  }

  private boolean isDue() {
    return !stopped && trails.size() < plan.ordersMax() && nextMicros <= town.micros();
  }

  private double perSecond(double micros) {
    long ramp = plan.ramp().toNanos() / 1_000;
    double share = ramp == 0 ? 1 : Math.min(1, FIRST_SHARE + (1 - FIRST_SHARE) * micros / ramp);
    return plan.ordersPerSecond() * share;
  }

  private void comeIn(long dueMicros) {
    Tally tally = town.tally();
    if (tally.customers.get() >= plan.openMax()) {
      tally.turnedAway.increment();
      return;
    }
    Wants wants = Wants.of(plan, trails.size());
    boolean follows = wants.follows() && tally.sockets.get() < plan.followersMax();
    Trail trail = new Trail(trails.size(), wants.kind(), follows);
    trails.add(trail);
    tally.offered.increment();
    tally.customers.incrementAndGet();
    new Customer(town, wants, trail, this::gone).come(dueMicros);
  }

  private void gone(Customer customer) {
    customer.trail().close();
    if (town.tally().customers.decrementAndGet() == 0 && stopped) left.complete(null);
  }

  private void stop() {
    stopped = true;
    if (town.tally().customers.get() == 0) left.complete(null);
  }

  private CompletableFuture<Void> asked() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        v -> {
          List<Trail> untold = trails.stream().filter(trail -> !trail.isAcknowledged()).toList();
          long until = town.micros() + SETTLING.toNanos() / 1_000;
          new LastQuestion(town, untold, until, () -> done.complete(null)).ask();
        });
    return done;
  }

  /** False when the limit was over first. */
  private static boolean within(Duration limit, CompletableFuture<?> future) {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    loop.runOnContext(v -> town.close());
    within(ANSWER, vertx.close().toCompletionStage().toCompletableFuture());
  }
}
