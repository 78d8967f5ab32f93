package bakery.benchmarks;

import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Plot;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.Past;
import bakery.benchmarks.world.World;
import bakery.node.StatusLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of the rate when the tables are full of orders that were finished long ago. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures with tables that hold only its own orders, writes finished ones to every role's"
          + " tables in bulk, copies of those that were completed, and measures again; so many old"
          + " ones stand in the first column.",
      "Takes 6 KB of the disk for each, and about a quarter of an hour for ten million.",
      "Writes benchmarks/target/bench/growth.svg as well: medians over finished orders."
    })
final class GrowthCommand implements Callable<Integer> {
  private static final long FINISHED_MAX = 1_000_000_000;
  private static final int GIGA = 1_000_000_000;

  @Mixin private Setup setup;
  @Mixin private UnderWay underWay;

  @Option(
      names = "--finished",
      split = ",",
      defaultValue = "10000000",
      description = "finished orders in the tables, several one after another (${DEFAULT-VALUE})")
  private TreeSet<Long> finished;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often it is measured each time (${DEFAULT-VALUE})")
  private int runs;

  private final Plot plot =
      Plot.linear("Growth", "finished orders in the tables", "completed orders a second");
  private final JsonArray medians = new JsonArray();

  @Override
  public Integer call() throws Exception {
    finished.forEach(each -> Setup.within("--finished", each, 1, FINISHED_MAX));
    Setup.within("--runs", runs, 1, 100);
    setup.check();
    underWay.check();
    checkDisk();
    var report = setup.report("growth").draw(plot).put("medians", medians).say(Window.HEAD);
    try (var world = setup.open()) {
      var empty = median(world, report, 0);
      var there = 0L;
      for (var each : finished) {
        grow(world, report, there, each);
        var full = median(world, report, each);
        report.say("%.0f orders/s, %.0f before: %.2f".formatted(full, empty, full / empty));
        there = each;
      }
    }
    return report.close();
  }

  private void checkDisk() throws IOException {
    var free = Files.getFileStore(Files.createDirectories(Setup.FOLDER)).getUsableSpace();
    if (finished.last() * Past.BYTES_AN_ORDER > free) {
      throw new IllegalArgumentException(
          "--finished: the disk has room for %d".formatted(free / Past.BYTES_AN_ORDER));
    }
  }

  private double median(World world, Report report, long old) throws InterruptedException {
    List<Double> rates = new ArrayList<>();
    for (int nth = 1; nth <= runs; nth++) {
      world.admin().checkpoint();
      rates.add(Run.carried(world, underWay.orders, "%,d old".formatted(old), setup, report));
    }
    var median = Json.median(rates);
    plot.point("median of " + runs, old, median);
    medians.add(
        new JsonObject().put("finished", old).put("completedPerSecond", Json.rounded(median)));
    return median;
  }

  private static void grow(World world, Report report, long from, long until)
      throws InterruptedException {
    var past = new Past(world, from, until);
    var line = new StatusLine();
    var before = System.nanoTime();
    past.write(
        () ->
            line.show(() -> "writing the past: %.1f %%, then vacuum".formatted(100 * past.part())));
    line.end();
    var bytes = past.bytes();
    report
        .say(
            "%,d finished orders written in %.0f s; the database has %.1f GB"
                .formatted(until - from, (System.nanoTime() - before) / 1e9, (double) bytes / GIGA))
        .put("databaseBytes", bytes);
  }
}
