package bakery.node;

import bakery.platform.Insistence;
import bakery.platform.Settings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a node may take to open, the waiting for its database not counted: a node that stands
 * still is better ended, for whoever looks after it starts it again.
 */
final class StartLimit {
  static final String SETTING = "BAKERY_START_LIMIT_MILLIS";

  private static final Logger LOG = LoggerFactory.getLogger(StartLimit.class);
  private static final int LOOK_EVERY_MILLIS = 250;

  private final Duration limit;
  private long usedNanos;

  private StartLimit(Duration limit) {
    this.limit = limit;
  }

  static StartLimit from(Settings settings) {
    return new StartLimit(settings.millis(SETTING, 60_000, 1_000, 600_000));
  }

  /** The same for a node that is open and not known to its cluster, or alone in it. */
  Duration duration() {
    return limit;
  }

  /**
   * @param missing what is not there yet, for the case that it never is
   * @throws IllegalStateException when the limit is used up
   */
  <T> T await(Supplier<String> missing, Future<T> future) throws Exception {
    var done = future.toCompletionStage().toCompletableFuture();
    while (true) {
      long before = System.nanoTime();
      try {
        return done.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) throw cause;
        throw e;
      } catch (TimeoutException stillWaiting) {
        if (Insistence.waits()) continue;
        usedNanos += System.nanoTime() - before;
        if (usedNanos > limit.toNanos()) throw late(missing.get());
      }
    }
  }

  private IllegalStateException late(String missing) {
    LOG.error("what this node's threads wait for:\n{}", StuckThreads.describe());
    return new IllegalStateException(
        "not open after %d ms (%s), the waiting for its database not counted: %s; start it again"
            .formatted(limit.toMillis(), SETTING, missing));
  }
}
