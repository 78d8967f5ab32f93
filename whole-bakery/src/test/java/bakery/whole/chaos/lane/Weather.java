package bakery.whole.chaos.lane;

import java.time.Duration;

/** How a lane is today: fine, long, or such that nothing passes again and again. */
final class Weather {

  private static final long STALL_EVERY_NANOS = Duration.ofMillis(700).toNanos();

  private long delayNanos;
  private long stallNanos;
  private long stallsSince;

  boolean isFine() {
    return delayNanos == 0 && stallNanos == 0;
  }

  void delay(Duration each) {
    delayNanos = each.toNanos();
  }

  /**
   * @param each the first stall is now
   */
  void stall(Duration each, long now) {
    stallNanos = each.toNanos();
    stallsSince = now;
  }

  void clear() {
    delayNanos = 0;
    stallNanos = 0;
  }

  /** When what came now may pass. */
  long passes(long now) {
    return now + delayNanos + (stallNanos == 0 ? 0 : stalledFor(now));
  }

  private long stalledFor(long now) {
    return Math.max(0, stallNanos - (now - stallsSince) % STALL_EVERY_NANOS);
  }
}
