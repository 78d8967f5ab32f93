package bakery.benchmarks;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.load.OpenLoop;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of a bakery of which twice as much is wanted as it can do. */
@Command(
    name = "overload",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds out what is carried with so many orders under way, then wants so many times as many a"
          + " second: what is completed now, how long what was accepted takes, what is refused with"
          + " try later. Then as at first again, with new customers: how long until nine tenths of"
          + " the first rate are completed for them in a second."
    })
final class OverloadCommand implements Callable<Integer> {
  private static final double FULL = 0.9;

  @Mixin private Setup setup;
  @Mixin private UnderWay underWay;

  @Option(
      names = "--times",
      defaultValue = "2",
      description = "so many times the carried rate is wanted (${DEFAULT-VALUE})")
  private double times;

  @Override
  public Integer call() throws Exception {
    Setup.within("--times", (long) times, 1, 100);
    setup.check();
    underWay.check();
    var report = setup.report("overload").say(Window.HEAD);
    try (var world = setup.open()) {
      var carried = Run.carried(world, underWay.orders, "carried", setup, report);
      overload(world, report, carried);
    }
    return report.close();
  }

  private void overload(World world, Report report, double carried) throws InterruptedException {
    try (var customers = Setup.customers(world, LatencyCommand.CONNECTIONS, 0)) {
      var load = new OpenLoop(customers, Math.max(1, times * carried));
      var run = new Run(world, customers, load);
      run.warmUp(setup.warmUp);
      run.measure(setup.seconds);
      load.stop();
      var seconds = secondsToFullSpeed(world, carried, report);
      var result = run.finish(setup.patience);
      report.run(result.window(), result.verdict(), new JsonObject().put("what", "overload"));
      var window = result.window();
      report
          .say(
              "%.0f a second wanted, %.0f completed, %.0f refused; after it full speed in %s s"
                  .formatted(
                      times * carried,
                      window.completedPerSecond(),
                      window.counts().refused() / window.cpu().wallSeconds(),
                      seconds < 0 ? "more than " + setup.patience : Long.toString(seconds)))
          .put("fullSpeedAfterSeconds", seconds);
    }
  }

  /** In whole seconds; -1: not within the patience. */
  private long secondsToFullSpeed(World world, double carried, Report report)
      throws InterruptedException {
    try (var customers = Setup.customers(world, underWay.orders, 0)) {
      var run = new Run(world, customers, new ClosedLoop(customers, underWay.orders));
      run.warmUp(0);
      var found = -1;
      for (int second = 1; second <= setup.patience && found < 0; second++) {
        var before = customers.counts().completed();
        run.pause("back to full speed", 1);
        if (customers.counts().completed() - before >= FULL * carried) found = second;
      }
      report.judge(run.end(setup.patience));
      return found;
    }
  }
}
