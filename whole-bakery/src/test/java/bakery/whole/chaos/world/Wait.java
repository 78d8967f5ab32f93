package bakery.whole.chaos.world;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a limit. */
public final class Wait {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Wait() {}

  /**
   * @throws IllegalStateException when it has not come true within the limit
   */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(() -> what, limit, condition);
  }

  static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what.get());
      }
      pause(LOOK_EVERY);
    }
  }

  static <T> T result(String what, Duration limit, Future<T> future) {
    try {
      return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what, e);
    }
  }

  /** Part of the schedule: lets that time pass. */
  public static void pause(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("interrupted");
      LockSupport.parkNanos(left);
    }
  }
}
