package bakery.benchmarks;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.load.Customers;
import bakery.benchmarks.load.OneByOne;
import bakery.benchmarks.load.OrderForm;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long one order takes when nobody else orders. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets a bakery work for as long as it is warmed up. Then places one order after another,"
          + " each followed by a websocket, and after each writes one row with a commit of its own:"
          + " by that the order's time is to be judged, for how long a commit takes is the disk's"
          + " affair."
    })
final class IdleCommand implements Callable<Integer> {
  private static final int AT_WORK = 64;

  @Mixin private Setup setup;

  @Override
  public Integer call() throws Exception {
    setup.check();
    var report = setup.report("idle").say(Window.HEAD);
    try (var world = setup.open();
        var customers =
            new Customers(world.vertx(), world.gateway(), OrderForm.BREAKFAST, 1, null, 0)) {
      work(world);
      world.admin().ask(OneByOne.TABLE, Tuple.tuple());
      world.admin().checkpoint();
      var load = new OneByOne(customers, world.connect());
      var run = new Run(world, customers, load);
      run.warmUp(setup.warmUp);
      load.commits();
      run.measure(setup.seconds);
      var commits = load.commits();
      var result = run.finish(setup.patience);
      var commit = Window.millis(commits, 50);
      var answer = Window.millis(result.window().latencies().acknowledged(), 50) / commit;
      var end = Window.millis(result.window().latencies().ended(), 50) / commit;
      return report
          .run(
              result.window(),
              result.verdict(),
              new JsonObject()
                  .put("singleCommitMillis", Json.spread(commits))
                  .put("answerInCommits", Json.rounded(answer))
                  .put("completedInCommits", Json.rounded(end)))
          .say(
              "a single commit, ms: %s; the median answer took %.1f commits, the median order %.1f"
                  .formatted(Json.spread(commits), answer, end))
          .say("(an order's commits and WAL contain those of the single commit after it)")
          .close();
    }
  }

  /** So that it is a bakery at rest that is measured, and not one whose code has hardly run. */
  private void work(World world) throws InterruptedException {
    try (var many = Setup.customers(world, AT_WORK, 0)) {
      var run = new Run(world, many, new ClosedLoop(many, AT_WORK));
      run.warmUp(setup.warmUp);
      run.end(setup.patience);
    }
  }
}
