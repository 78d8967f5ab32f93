package bakery.benchmarks.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Numbers as they stand in the reports. */
public final class Json {
  private static final double HUNDREDTHS = 100;

  private Json() {}

  /** Null for what is no number, which JSON does not know. */
  public static Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * HUNDREDTHS) / HUNDREDTHS : null;
  }

  /** Of microseconds, in milliseconds; null of nothing. */
  public static JsonObject spread(Histogram micros) {
    if (micros.getTotalCount() == 0) return null;
    return new JsonObject()
        .put("count", micros.getTotalCount())
        .put("p50", rounded(Window.millis(micros, 50)))
        .put("p99", rounded(Window.millis(micros, 99)))
        .put("max", rounded(Window.millis(micros, 100)));
  }

  /** Not a number for none. */
  public static double median(List<Double> values) {
    if (values.isEmpty()) return Double.NaN;
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
