package bakery.whole.chaos.check;

import bakery.platform.postgres.PostgresAddress;
import bakery.whole.chaos.world.Wait;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks status again and again, whatever is broken just then, and looks into the tables while it is
 * answered. Without an answer, or without a way into the tables, there is nothing to compare.
 */
public final class Inspector implements AutoCloseable {

  private static final int ASK_EVERY_SECONDS = 20;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int CLOSING_SECONDS = 60;

  private final Supplier<PostgresAddress> admin;
  private final Supplier<JsonObject> status;
  private final StatusCheck check =
      new StatusCheck("status tells the truth while all this happens");
  private volatile int compared;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("inspector").unstarted(task));

  /**
   * @param admin who may read every schema, wherever the primary is just now
   * @param status asks
   */
  public Inspector(Supplier<PostgresAddress> admin, Supplier<JsonObject> status) {
    this.admin = admin;
    this.status = status;
    clock.scheduleWithFixedDelay(
        this::tryToCompare, ASK_EVERY_SECONDS, ASK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void tryToCompare() {
    try (Tables tables = Tables.open(admin.get())) {
      compare(tables);
    } catch (RuntimeException nothingToCompare) {
      // a database that is away, or nobody who answers: that status says so is seen at the end
    }
  }

  private void compare(Tables tables) {
    List<Standing> looks = new ArrayList<>(List.of(Standing.in(tables)));
    CompletableFuture<JsonObject> asked = CompletableFuture.supplyAsync(status);
    while (!asked.isDone()) {
      Wait.pause(LOOK_EVERY);
      looks.add(Standing.in(tables));
    }
    looks.add(Standing.in(tables));
    check.within(looks, Standing.told(asked.join()));
    compared++;
  }

  /** What was found, after the last question was answered. */
  public Result end() {
    close();
    if (compared == 0) check.neverAnswered();
    return check.result();
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) clock.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      clock.shutdownNow();
    }
  }
}
