package bakery.platform;

import java.util.function.LongSupplier;

/**
 * How long letters and wishes have lately taken until their effect was committed: the slowest
 * counts, and is forgotten by halves. Told on one event loop, readable from any thread.
 */
final class Lag {

  static final int HALVED_AFTER_MILLIS = 250;

  private final LongSupplier clock;
  private volatile Peak peak = new Peak(0, 0);

  private record Peak(double millis, long at) {}

  /**
   * @param clock monotonic milliseconds
   */
  Lag(LongSupplier clock) {
    this.clock = clock;
  }

  /** Something that began then is committed now. */
  void since(long began) {
    long now = clock.getAsLong();
    if (now - began >= at(now)) peak = new Peak(now - began, now);
  }

  long millis() {
    return Math.round(at(clock.getAsLong()));
  }

  private double at(long now) {
    Peak last = peak;
    return last.millis * Math.pow(0.5, (double) (now - last.at) / HALVED_AFTER_MILLIS);
  }
}
