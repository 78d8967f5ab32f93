package bakery.whole.chaos;

import bakery.whole.chaos.world.Wait;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The customers who wait for something, and how many that are when all is well: what one fault has
 * heaped up is worked off before the next, so that each is measured by itself.
 */
final class Backlog {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What is not far above it, is as usual. */
  private static final double NEAR = 1.5;

  private final LongSupplier waiting;
  private final long comeInASecond;
  private final Diary diary;
  private long usual = Long.MAX_VALUE;

  Backlog(LongSupplier waiting, long comeInASecond, Diary diary) {
    this.waiting = waiting;
    this.comeInASecond = comeInASecond;
    this.diary = diary;
  }

  /** Nothing is broken just now; as few as wait now, or waited at an earlier such moment. */
  void noteUsual() {
    usual = Math.min(usual, waiting.getAsLong());
  }

  /**
   * Waits until about as few wait as usual, but not for ever; then it says so and goes on.
   *
   * @param time at most; less than nothing when the faults are behind already
   */
  void awaitDrained(Duration time) {
    if (isDrained()) return;
    long before = waiting.getAsLong();
    long begin = System.nanoTime();
    Duration limit = time.compareTo(LIMIT) < 0 ? time : LIMIT;
    try {
      Wait.until("the backlog is worked off", limit, this::isDrained);
      diary.say("  %d waited, worked off after %.1f s", before, (System.nanoTime() - begin) / 1e9);
    } catch (IllegalStateException late) {
      diary.say(
          "  NOT WORKED OFF within %.1f s: %d wait, usually %d",
          Math.max(0, limit.toMillis()) / 1e3, waiting.getAsLong(), usual);
    }
  }

  private boolean isDrained() {
    return waiting.getAsLong() <= NEAR * usual + comeInASecond;
  }
}
