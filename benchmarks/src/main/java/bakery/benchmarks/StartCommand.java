package bakery.benchmarks;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.world.Processes;
import bakery.benchmarks.world.Waits;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a node takes until it works, and what it holds at rest. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts nodes at a database that runs already: one of all roles, from the start of its process"
          + " until it says that it is ready and sells, its memory after a rest; then, while an order"
          + " waits for a baker, one of bakers only, until it has its first ticket.",
      "The first run finds an empty database, and perhaps no archive of Java's classes."
    })
final class StartCommand implements Callable<Integer> {
  private static final int RUNS_MAX = 100;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String ALL_ROLES = "";
  private static final String NO_BAKER = "gateway=1,delivery=2,billing=1";
  private static final String BAKERS = "kitchen=2";

  private static final String TICKETS = "SELECT count(*) AS tickets FROM kitchen.ticket";

  private static final String PAID =
      "SELECT count(*) AS paid FROM gateway.orders WHERE status = 'PAID'";

  @Mixin private Setup setup;

  @Option(names = "--runs", defaultValue = "3", description = "how often (${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--rest",
      paramLabel = "<seconds>",
      defaultValue = "10",
      description = "until memory is looked at (${DEFAULT-VALUE})")
  private int rest;

  @Override
  public Integer call() throws Exception {
    Setup.within("--runs", runs, 1, RUNS_MAX);
    Setup.within("--rest", rest, 0, 3_600);
    setup.check();
    var report =
        setup
            .report("start")
            .say(
                "run | all roles, ready after ms | at rest, MB | first ticket of bakers, after ms");
    try (var world = World.withoutNodes(Setup.FOLDER)) {
      for (int nth = 1; nth <= runs; nth++) run(world, report, nth);
    }
    return report.close();
  }

  private void run(World world, Report report, int nth) throws InterruptedException {
    var began = System.nanoTime();
    var node = world.start(ALL_ROLES);
    node.awaitReady();
    var ready = millisSince(began);
    Waits.pause(rest * 1_000L);
    var megabytes = Processes.residentBytes(node.pid()) / 1e6;
    world.dismiss(node);

    var others = world.start(NO_BAKER);
    others.awaitReady();
    try (var customers = Setup.customers(world, 1, 0)) {
      var run = new Run(world, customers, new ClosedLoop(customers, 1));
      var before = count(world, TICKETS, "tickets");
      run.warmUp(0);
      others.await("took an order", () -> count(world, PAID, "paid") == 1);
      var beganBakers = System.nanoTime();
      var bakers = world.start(BAKERS);
      bakers.await("has a ticket", () -> count(world, TICKETS, "tickets") > before);
      var ticket = millisSince(beganBakers);
      report.judge(run.end(setup.patience));
      world.dismiss(bakers);
      world.dismiss(others);
      report
          .say("%3d | %25.0f | %11.0f | %33.0f".formatted(nth, ready, megabytes, ticket))
          .run(
              new JsonObject()
                  .put("run", nth)
                  .put("readyMillis", Json.rounded(ready))
                  .put("atRestMegabytes", Json.rounded(megabytes))
                  .put("firstTicketMillis", Json.rounded(ticket)));
    }
  }

  private static long count(World world, String sql, String column) {
    return world.admin().ask(sql, Tuple.tuple()).iterator().next().getLong(column);
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
  }
}
