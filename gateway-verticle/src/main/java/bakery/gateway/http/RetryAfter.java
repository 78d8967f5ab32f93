package bakery.gateway.http;

import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * How long those who are turned away are asked to stay away. The more there are, the longer, else
 * their coming back is what a full gateway is busy with: the longest wait doubles after each second
 * in which more than {@value Limits#REFUSALS_A_SECOND} were turned away, and is halved after one
 * with less than half of that. Each is told a wait of his own, so that they do not return together.
 */
final class RetryAfter {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final LongSupplier nanos;
  private final IntUnaryOperator anyBelow;
  private long second;
  private int refused;
  private int longest = 1;

  /**
   * @param nanos a clock that only goes forward
   * @param anyBelow a number from 0 to below the given one
   */
  RetryAfter(LongSupplier nanos, IntUnaryOperator anyBelow) {
    this.nanos = nanos;
    this.anyBelow = anyBelow;
    this.second = Math.floorDiv(nanos.getAsLong(), SECOND_NANOS);
  }

  /** One more is turned away: from 1 to {@value Limits#RETRY_AFTER_MAX_SECONDS}. */
  synchronized int seconds() {
    long now = Math.floorDiv(nanos.getAsLong(), SECOND_NANOS);
    for (; second < now && (refused > 0 || longest > 1); second++) {
      if (refused > Limits.REFUSALS_A_SECOND) {
        longest = Math.min(2 * longest, Limits.RETRY_AFTER_MAX_SECONDS);
      } else if (refused < Limits.REFUSALS_A_SECOND / 2) {
        longest = Math.max(longest / 2, 1);
      }
      refused = 0;
    }
    second = now;
    refused++;
    return 1 + anyBelow.applyAsInt(longest);
  }
}
