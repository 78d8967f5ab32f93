package bakery.benchmarks;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.load.Counts;
import bakery.benchmarks.load.Customers;
import bakery.benchmarks.load.Latencies;
import bakery.benchmarks.load.Load;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.report.Verdict;
import bakery.benchmarks.report.Window;
import bakery.benchmarks.world.Processes;
import bakery.benchmarks.world.Processes.Cpu;
import bakery.benchmarks.world.Waits;
import bakery.benchmarks.world.World;
import bakery.node.StatusLine;
import bakery.node.cost.Work;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One load on a bakery: warmed up, measured, let run out, and held against the table. */
final class Run {
  private static final int LOOK_EVERY_MILLIS = 100;
  private static final int SETTLE_MILLIS = 500;
  private static final int COUNTING_SECONDS = 2;

  private final World world;
  private final Processes processes;
  private final Customers customers;
  private final Load load;
  private final StatusLine line = new StatusLine();
  private Look begin;
  private Look measured;
  private Latencies latencies;
  private double statements;

  Run(World world, Customers customers, Load load) {
    this.world = world;
    this.processes = world.processes();
    this.customers = customers;
    this.load = load;
  }

  /** A measurement and whether it was whole. */
  record Result(Window window, Verdict verdict) {}

  /**
   * Keeps so many orders under way and reports it.
   *
   * @param what as it is called in the table and among its numbers
   * @return how many a second were completed
   */
  static double carried(World world, int inFlight, String what, Setup setup, Report report)
      throws InterruptedException {
    try (var customers = Setup.customers(world, inFlight, 0)) {
      var run = new Run(world, customers, new ClosedLoop(customers, inFlight, what));
      var result = run.all(setup);
      report.run(result.window(), result.verdict(), new JsonObject().put("what", what));
      return run.completedPerSecond();
    }
  }

  /** Starts the load and lets it run. */
  void warmUp(int seconds) throws InterruptedException {
    begin = look();
    load.start();
    pause("warming up", seconds);
  }

  /** Warms up, measures, and lets it run out. */
  Result all(Setup setup) throws InterruptedException {
    warmUp(setup.warmUp);
    measure(setup.seconds);
    return finish(setup.patience);
  }

  /** Measures the load that runs. */
  void measure(int seconds) throws InterruptedException {
    customers.latencies();
    var before = look();
    pause("measuring", seconds);
    latencies = customers.latencies();
    measured = look().minus(before);
    statements = statements();
  }

  /** How many orders a second were completed while it was measured. */
  double completedPerSecond() {
    return measured.counts.completed() / measured.cpu.wallSeconds();
  }

  /** Of an order: counted apart, because counting costs. */
  private double statements() throws InterruptedException {
    world.admin().countStatements(true);
    Waits.pause(SETTLE_MILLIS);
    var before = look();
    pause("counting statements", COUNTING_SECONDS);
    var counted = look().minus(before);
    world.admin().countStatements(false);
    var orders = counted.counts.completed();
    return orders == 0 ? Double.NaN : counted.work.statements() / orders;
  }

  /** The load that was measured, at its end. */
  Result finish(int limitSeconds) throws InterruptedException {
    var name = load.name();
    var verdict = end(limitSeconds);
    line.show(() -> name + ": waiting for the server's statistics");
    world.server().settle();
    line.end();
    var all = look().minus(begin);
    var window =
        new Window(
            name,
            measured.counts,
            latencies,
            measured.work.walBytes(),
            all.withoutAsking().times(1.0 / all.counts.completed()),
            statements,
            measured.cpu);
    return new Result(window, verdict);
  }

  /**
   * Stops the load and waits until all is done.
   *
   * @param limitSeconds after which what is not done is told
   */
  Verdict end(int limitSeconds) {
    load.stop();
    await("the last orders", limitSeconds, () -> customers.open() == 0);
    var counts = customers.counts();
    return new Verdict(
        world.admin().statuses(customers.acknowledged()),
        customers.open(),
        counts.feeds(),
        counts.feedEnds(),
        customers.oddities());
  }

  private record Look(Work work, Cpu cpu, Counts counts) {
    Look minus(Look earlier) {
      return new Look(
          work.minus(earlier.work), cpu.minus(earlier.cpu), counts.minus(earlier.counts));
    }

    /** Nor what nodes write to say that they live. */
    Work withoutAsking() {
      var asking = new Work(new TreeMap<>(), 0, 0, counts.polls(), 0, 0);
      return work.withoutBeats().minus(asking);
    }
  }

  private Look look() throws InterruptedException {
    // what is counted against a clock first: the server may take its time to answer
    var counts = customers.counts();
    var cpu = processes.cpu(customers.session());
    return new Look(world.server().work(), cpu, counts);
  }

  void pause(String what, int seconds) {
    await(what, seconds, () -> false);
  }

  /** Returns whether it came true in that time. */
  boolean await(String what, int seconds, BooleanSupplier condition) {
    var deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      var left = deadline - System.nanoTime();
      if (left <= 0) return false;
      line.show(() -> load.name() + ": " + what + ", " + left / 1_000_000_000L + " s left");
      Waits.pause(Math.min(LOOK_EVERY_MILLIS, left / 1_000_000 + 1));
    }
    line.end();
    return true;
  }
}
