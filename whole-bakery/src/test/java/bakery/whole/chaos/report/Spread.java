package bakery.whole.chaos.report;

import java.time.Duration;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/** How times are spread. All zero when there are none. */
public record Spread(long count, double p50Millis, double p99Millis, double longestMillis) {

  static final Spread NONE = new Spread(0, 0, 0, 0);
  private static final int DIGITS = 3;
  private static final double MICROS = 1_000;

  static Spread of(Collection<Duration> times) {
    Histogram histogram = histogram();
    times.forEach(time -> histogram.recordValue(Math.max(0, time.toNanos() / 1_000)));
    return of(histogram);
  }

  /** Of microseconds. */
  static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  static Spread of(Histogram micros) {
    if (micros.getTotalCount() == 0) return NONE;
    return new Spread(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS,
        micros.getValueAtPercentile(99) / MICROS,
        micros.getMaxValue() / MICROS);
  }
}
