package bakery.benchmarks;

import bakery.benchmarks.load.OpenLoop;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Window;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " late; a few a second are followed by a websocket as well, exactly."
    })
final class LatencyCommand implements Callable<Integer> {
  private static final int RATE_MAX = 100_000;
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

  @Override
  public Integer call() throws Exception {
    rates.forEach(rate -> Setup.within("--rate", rate, 1, RATE_MAX));
    Setup.within("--feeds", feeds, 1, RATE_MAX);
    setup.check();
    var report = setup.report("latency").say(Window.HEAD);
    var whole = true;
    try (var world = setup.open()) {
      for (var rate : rates) {
        world.admin().checkpoint();
        var every = Math.max(1, rate / feeds);
        try (var customers = Setup.customers(world, CONNECTIONS, every)) {
          var run = new Run(world, customers, new OpenLoop(customers, rate));
          run.warmUp(setup.warmUp);
          run.measure(setup.seconds);
          var result = run.finish(setup.patience);
          var window = result.window();
          var verdict = result.verdict();
          whole &= verdict.whole();
          report
              .say(window.row())
              .say("COMPLETED by websocket, ms: " + Json.spread(window.latencies().followed()))
              .say(verdict.text())
              .run(window.json().put("rate", rate).put("verdict", verdict.json()));
        }
      }
    }
    report.close();
    return whole ? 0 : 1;
  }
}
