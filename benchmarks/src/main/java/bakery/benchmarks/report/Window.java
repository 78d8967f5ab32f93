package bakery.benchmarks.report;

import bakery.benchmarks.load.Counts;
import bakery.benchmarks.load.Latencies;
import bakery.benchmarks.world.Processes.Cpu;
import bakery.node.cost.Work;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What was measured while a load ran.
 *
 * @param load in words
 * @param counts orders sent, acknowledged, completed in that time
 * @param walBytes written by the server, all included
 * @param order what the server did for an order, in the mean of the whole run: its statistics come
 *     in up to ten seconds late
 * @param statements of an order, counted right after at the same load; not a number if none ended
 * @param cpu seconds of processor time
 */
public record Window(
    String load,
    Counts counts,
    Latencies latencies,
    double walBytes,
    Work order,
    double statements,
    Cpu cpu) {

  public static final String HEAD =
      """
      load           | completed | answer 201, ms         | COMPLETED seen, ms     | of an order:                  | its processor time, µs:            | others,
                     |       a s |    p50     p99     max |    p50     p99     max | commits WAL B statmts row vs. |  nodes postgres customers (asking) | CPUs""";

  private static final String ROW =
      "%-14s | %9.0f | %6.1f %7.1f %7.1f | %6.1f %7.1f %7.1f | %7.2f %5.0f %7.1f %7.1f"
          + " | %6.0f %8.0f %9.0f %8.0f | %.2f";

  /** In processors; beyond it others slow down what is measured. */
  private static final double NOISE = 0.1;

  private static final double MICROS = 1e6;

  public double completedPerSecond() {
    return counts.completed() / cpu.wallSeconds();
  }

  private double each(double sum) {
    return counts.completed() == 0 ? Double.NaN : sum / counts.completed();
  }

  public String row() {
    return noiseless() + noise();
  }

  private String noiseless() {
    return String.format(
        Locale.ROOT,
        ROW,
        load,
        completedPerSecond(),
        millis(latencies.acknowledged(), 50),
        millis(latencies.acknowledged(), 99),
        millis(latencies.acknowledged(), 100),
        millis(latencies.ended(), 50),
        millis(latencies.ended(), 99),
        millis(latencies.ended(), 100),
        order.commits(),
        each(walBytes),
        statements,
        order.rows().written(),
        each(cpu.nodes()) * MICROS,
        each(cpu.postgres()) * MICROS,
        each(cpu.generator()) * MICROS,
        each(cpu.asking()) * MICROS,
        cpu.others());
  }

  /** A line to add when others were at the processors too; else nothing. */
  private String noise() {
    if (cpu.others() + cpu.stolen() / cpu.wallSeconds() < NOISE) return "";
    return "\nNOT QUIET: others used %.2f processors, the machine's host kept back %.2f"
        .formatted(cpu.others(), cpu.stolen() / cpu.wallSeconds());
  }

  public static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }

  public JsonObject json() {
    return new JsonObject()
        .put("load", load)
        .put("seconds", Json.rounded(cpu.wallSeconds()))
        .put("completedPerSecond", Json.rounded(completedPerSecond()))
        .put("sent", counts.sent())
        .put("acknowledged", counts.acknowledged())
        .put("completed", counts.completed())
        .put("refused", counts.refused())
        .put("failed", counts.failed())
        .put("answerMillis", Json.spread(latencies.acknowledged()))
        .put("completedSeenMillis", Json.spread(latencies.ended()))
        .put("completedByFeedMillis", Json.spread(latencies.followed()))
        .put(
            "perOrder",
            new JsonObject()
                .put("commits", Json.rounded(order.commits()))
                .put("walBytes", Json.rounded(each(walBytes)))
                .put("fullPageImages", Json.rounded(order.fullPages()))
                .put("statements", Json.rounded(statements))
                .put("rowVersions", Json.rounded(order.rows().written()))
                .put("nodesCpuMicros", Json.rounded(each(cpu.nodes()) * MICROS))
                .put("postgresCpuMicros", Json.rounded(each(cpu.postgres()) * MICROS))
                .put("askingCpuMicros", Json.rounded(each(cpu.asking()) * MICROS))
                .put("generatorCpuMicros", Json.rounded(each(cpu.generator()) * MICROS)))
        .put("pollsPerSecond", Json.rounded(counts.polls() / cpu.wallSeconds()))
        .put("processorsUsedByOthers", Json.rounded(cpu.others()))
        .put("processorsStolen", Json.rounded(cpu.stolen() / cpu.wallSeconds()));
  }
}
