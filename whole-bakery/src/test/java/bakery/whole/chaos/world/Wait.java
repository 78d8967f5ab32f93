package bakery.whole.chaos.world;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a limit; the longer it takes, the more seldom it looks. */
public final class Wait {

  private static final Duration FIRST_LOOKS = Duration.ofMillis(50);
  private static final Duration LATER_LOOKS = Duration.ofMillis(400);
  private static final int LOOKS_A_WAIT = 8;

  private Wait() {}

  /**
   * @throws IllegalStateException when it has not come true within the limit
   */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(() -> what, limit, condition);
  }

  static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long begin = System.nanoTime();
    long deadline = begin + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what.get());
      }
      pause(pauseAfter(System.nanoTime() - begin));
    }
  }

  private static Duration pauseAfter(long waitedNanos) {
    long nanos = waitedNanos / LOOKS_A_WAIT;
    return Duration.ofNanos(Math.clamp(nanos, FIRST_LOOKS.toNanos(), LATER_LOOKS.toNanos()));
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
