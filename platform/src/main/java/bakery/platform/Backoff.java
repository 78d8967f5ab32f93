package bakery.platform;

import java.util.function.LongUnaryOperator;

/**
 * Growing pauses. Each is a random part of what it may be at most (full jitter), so that those who
 * wait for the same do not all come back at the same moment.
 */
final class Backoff {

  private final long firstMillis;
  private final long longestMillis;
  private final LongUnaryOperator upTo;
  private int failures;

  /**
   * @param upTo a random number from 0 to its argument
   */
  Backoff(long firstMillis, long longestMillis, LongUnaryOperator upTo) {
    this.firstMillis = firstMillis;
    this.longestMillis = longestMillis;
    this.upTo = upTo;
  }

  long nextMillis() {
    long most = Math.min(longestMillis, firstMillis << Math.min(failures++, 20));
    return 1 + upTo.applyAsLong(most - 1);
  }

  void reset() {
    failures = 0;
  }
}
