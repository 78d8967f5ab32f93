package bakery.whole.chaos.report;

import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Evidence;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What happened in each second of the run. Latencies are null in seconds without an
 * acknowledgement; they count to the second in which it came.
 */
record Series(
    long[] offered,
    long[] acknowledged,
    long[] completed,
    long[] errors,
    Double[] p50Millis,
    Double[] p99Millis) {

  private static final int MICROS = 1_000_000;

  static Series of(Evidence evidence, List<Life> lives) {
    int seconds = (int) evidence.lasted().toSeconds() + 1;
    Series series =
        new Series(
            new long[seconds],
            new long[seconds],
            new long[seconds],
            new long[seconds],
            new Double[seconds],
            new Double[seconds]);
    Histogram[] latencies = new Histogram[seconds];
    for (Life life : lives) series.add(life, latencies);
    for (int i = 0; i < seconds; i++) {
      if (latencies[i] == null) continue;
      Spread spread = Spread.of(latencies[i]);
      series.p50Millis[i] = spread.p50Millis();
      series.p99Millis[i] = spread.p99Millis();
    }
    return series;
  }

  private void add(Life life, Histogram[] latencies) {
    count(offered, life.came());
    count(acknowledged, life.acknowledged());
    count(completed, life.ended());
    int second = second(life.acknowledged());
    if (second < latencies.length) {
      if (latencies[second] == null) latencies[second] = new Histogram(2);
      latencies[second].recordValue(life.acknowledged() - life.came());
    }
    for (Entry entry : life.trail().entries()) {
      if (entry.isAnswer() && Codes.isLater(entry.code())) count(errors, entry.micros());
    }
  }

  private static void count(long[] seconds, long micros) {
    int second = second(micros);
    if (second < seconds.length) seconds[second]++;
  }

  private static int second(long micros) {
    return micros == Life.NEVER ? Integer.MAX_VALUE : (int) (micros / MICROS);
  }
}
