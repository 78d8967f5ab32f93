package bakery.benchmarks;

import bakery.benchmarks.load.OpenLoop;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Plot;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long orders take at a given rate. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Places so many orders a second, evenly, whatever becomes of them. Every latency counts from"
          + " when the order was to be sent, so that a stall is in all that it held up.",
      "Of most orders the end is seen in the table, up to 10 ms (at many orders under way: 40 ms)"
          + " late; a few a second are followed by a websocket as well, exactly.",
      "Writes benchmarks/target/bench/latency.svg as well: percentiles over rates."
    })
final class LatencyCommand implements Callable<Integer> {
  private static final int RATE_MAX = 100_000;
  private static final List<Integer> PERCENTILES = List.of(50, 99);
  static final int CONNECTIONS = 5_000;

  @Mixin private Setup setup;

  @Option(
      names = "--rate",
      split = ",",
      required = true,
      description = "orders a second, several one after another")
  private List<Integer> rates;

  @Option(
      names = "--feeds",
      defaultValue = "20",
      description = "orders a second that are followed by a websocket (${DEFAULT-VALUE})")
  private int feeds;

  private final Plot plot = Plot.logarithmic("Latency", "orders a second", "ms");

  @Override
  public Integer call() throws Exception {
    rates.forEach(rate -> Setup.within("--rate", rate, 1, RATE_MAX));
    Setup.within("--feeds", feeds, 1, RATE_MAX);
    setup.check();
    var report = setup.report("latency").draw(plot).say(Window.HEAD);
    try (var world = setup.open()) {
      for (var rate : rates) {
        world.admin().checkpoint();
        measure(world, report, rate);
      }
    }
    return report.close();
  }

  private void measure(World world, Report report, int rate) throws InterruptedException {
    var every = Math.max(1, rate / feeds);
    try (var customers = Setup.customers(world, CONNECTIONS, every)) {
      var result = new Run(world, customers, new OpenLoop(customers, rate)).all(setup);
      var latencies = result.window().latencies();
      draw("answer 201", rate, latencies.acknowledged());
      draw("COMPLETED seen", rate, latencies.ended());
      var followed = Json.spread(latencies.followed());
      report
          .run(result.window(), result.verdict(), new JsonObject().put("rate", rate))
          .say("COMPLETED by websocket, ms: " + followed);
    }
  }

  private void draw(String what, int rate, Histogram micros) {
    for (var percentile : PERCENTILES) {
      plot.point(what + ", p" + percentile, rate, Window.millis(micros, percentile));
    }
  }
}
