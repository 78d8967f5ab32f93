package bakery.benchmarks;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many orders a second, beside what the same server could do at best without a bakery. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps so many orders under way and counts those completed. Alternates with the naive limit:"
          + " pgbench on the same server, each of an order's six steps a commit of its own, 16"
          + " clients, no HTTP, no bus.",
      "An order is under way from its request until its row says COMPLETED; rows are looked at every"
          + " 10 ms (more than 500: up to 40 ms), each from half its expected time on, so ends are told"
          + " too late, never too early.",
      "Exit code 1 when an acknowledged order was not completed."
    })
final class ThroughputCommand implements Callable<Integer> {
  private static final int RUNS_MAX = 100;

  @Mixin private Setup setup;

  @Option(
      names = "--in-flight",
      split = ",",
      defaultValue = "64,256,1024",
      description = "orders under way, several one after another (${DEFAULT-VALUE})")
  private List<Integer> inFlight;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often all of it, each beside a naive limit of its own (${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--naive",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "with the naive limit (needs pgbench)")
  private boolean naive;

  private final Map<Integer, List<Double>> ratios = new TreeMap<>();
  private final Map<Integer, List<Double>> rates = new TreeMap<>();
  private final List<Double> limits = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    inFlight.forEach(each -> Setup.within("--in-flight", each, 1, UnderWay.MAX));
    Setup.within("--runs", runs, 1, RUNS_MAX);
    setup.check();
    var report = setup.report("throughput");
    try (var world = setup.open()) {
      for (int nth = 1; nth <= runs; nth++) run(world, report, nth);
    }
    tellMedians(report);
    return report.close();
  }

  private void run(World world, Report report, int nth) throws Exception {
    var limit = naive ? limit(world, report, nth) : Double.NaN;
    report.say(Window.HEAD);
    for (var each : inFlight) measure(world, report, each, limit, nth);
  }

  private double limit(World world, Report report, int nth)
      throws IOException, InterruptedException {
    world.admin().checkpoint();
    var before = world.processes().cpu(0);
    var limit = world.yardstick().run(setup.seconds);
    var cpu = world.processes().cpu(0).minus(before);
    limits.add(limit);
    report.say(
        "\nrun %d: naive limit %.0f orders/s (the nodes at rest beside it used %.2f processors)"
            .formatted(nth, limit, cpu.nodes() / cpu.wallSeconds()));
    return limit;
  }

  private void measure(World world, Report report, int orders, double limit, int nth)
      throws InterruptedException {
    world.admin().checkpoint();
    try (var customers = Setup.customers(world, orders, 0)) {
      var run = new Run(world, customers, new ClosedLoop(customers, orders));
      var result = run.all(setup);
      var rate = run.completedPerSecond();
      rates.computeIfAbsent(orders, each -> new ArrayList<>()).add(rate);
      ratios.computeIfAbsent(orders, each -> new ArrayList<>()).add(rate / limit);
      report.run(
          result.window(),
          result.verdict(),
          new JsonObject()
              .put("run", nth)
              .put("inFlight", orders)
              .put("naiveLimit", Json.rounded(limit))
              .put("ratio", Json.rounded(rate / limit)));
      if (naive) report.say("%.2f of the naive limit".formatted(rate / limit));
    }
  }

  private void tellMedians(Report report) {
    var medians = new JsonArray();
    if (naive) report.say("\nmedian naive limit: %.0f orders/s".formatted(Json.median(limits)));
    rates.forEach(
        (orders, each) -> {
          var ratio = Json.median(ratios.get(orders));
          report.say(
              "median of %d at %d in flight: %.0f orders/s%s"
                  .formatted(
                      each.size(),
                      orders,
                      Json.median(each),
                      naive ? ", %.2f of the naive limit".formatted(ratio) : ""));
          medians.add(
              new JsonObject()
                  .put("inFlight", orders)
                  .put("completedPerSecond", Json.rounded(Json.median(each)))
                  .put("ratio", Json.rounded(ratio)));
        });
    report.put("medians", medians).put("naiveLimit", Json.rounded(Json.median(limits)));
  }
}
