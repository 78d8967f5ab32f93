package bakery.benchmarks;

import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Plot;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.World;
import bakery.contracts.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What more JVMs bring, and what more bakers. */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps so many orders under way and counts those completed, at one JVM and at two, where work"
          + " takes no time; then at one JVM with more and more bakers, where baking takes time:"
          + " each has eight slots in the oven, and the order that everybody places takes 1540 s at"
          + " real pace. Couriers take none.",
      "Writes benchmarks/target/bench/scaling.svg as well: rates over JVMs and over bakers."
    })
final class ScalingCommand implements Callable<Integer> {
  private static final Map<String, String> USUAL = Map.of();

  @Mixin private Setup setup;
  @Mixin private UnderWay underWay;

  @Option(
      names = "--bakers",
      split = ",",
      defaultValue = "1,2,4,8",
      description = "bakers of one JVM, several one after another (${DEFAULT-VALUE})")
  private List<Integer> bakers;

  @Option(
      names = "--pace",
      defaultValue = "20000",
      description =
          "of the bakers: at 20000 an order bakes for 77 ms, and one baker bakes up to 104 a second"
              + " (${DEFAULT-VALUE})")
  private String pace;

  private final Plot plot =
      Plot.linear("Scaling", "JVMs, or bakers of one", "completed orders a second");
  private final JsonArray points = new JsonArray();

  @Override
  public Integer call() throws Exception {
    bakers.forEach(each -> Setup.within("--bakers", each, 1, 1_000));
    Pace.parse(pace);
    setup.check();
    underWay.check();
    var report =
        Setup.report("scaling", Setup.machine()).draw(plot).put("points", points).say(Window.HEAD);
    try (var world = World.withoutNodes(Setup.FOLDER)) {
      var jvms = new Series("JVMs", world, report);
      jvms.measure(1, World.TOGETHER, USUAL);
      jvms.measure(2, World.SPREAD, USUAL);
      var many = new Series("bakers", world, report);
      for (var each : bakers) many.measure(each, List.of(roles(each)), slowOvens());
    }
    return report.close();
  }

  private static String roles(int bakers) {
    return "gateway=1,billing=1,delivery=2,kitchen=" + bakers;
  }

  private Map<String, String> slowOvens() {
    return Map.of("BAKERY_PACE", pace, "BAKERY_OVEN_SLOTS", "8", "BAKERY_TRAVEL_SECONDS", "0");
  }

  /** A line of the plot. */
  private final class Series {
    private final String what;
    private final World world;
    private final Report report;

    Series(String what, World world, Report report) {
      this.what = what;
      this.world = world;
      this.report = report;
    }

    void measure(int count, List<String> roles, Map<String, String> settings)
        throws InterruptedException {
      world.startAll(roles, settings);
      world.admin().checkpoint();
      var rate = Run.carried(world, underWay.orders, what + ": " + count, setup, report);
      world.dismissAll();
      plot.point(what, count, rate);
      points.add(
          new JsonObject()
              .put("what", what)
              .put("count", count)
              .put("completedPerSecond", Json.rounded(rate)));
    }
  }
}
