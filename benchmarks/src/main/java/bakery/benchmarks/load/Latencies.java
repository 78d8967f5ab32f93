package bakery.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * Microseconds since the intended time of sending.
 *
 * @param acknowledged until the gateway's answer 201
 * @param ended until COMPLETED was seen
 * @param followed the same of the sample that was followed by websocket: exact
 */
public record Latencies(Histogram acknowledged, Histogram ended, Histogram followed) {
  private static final int DIGITS = 3;

  static Latencies none() {
    return new Latencies(new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS));
  }
}
