package bakery.whole.chaos;

import bakery.whole.TestStaff;
import bakery.whole.chaos.check.Checker;
import bakery.whole.chaos.check.Inspector;
import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Customers;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Plan;
import bakery.whole.chaos.faults.Kinds;
import bakery.whole.chaos.report.Report;
import bakery.whole.chaos.report.Struck;
import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One run: opens the bakery, lets customers in, strikes fault after fault, and judges the rest. */
final class Run {

  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** Thirty faults in a quarter of an hour are wanted ... */
  private static final Duration WANTED_EVERY = Duration.ofSeconds(30);

  /** ... and take so long each, on average; what is left is for working off what they heap up. */
  private static final Duration TAKES = Duration.ofSeconds(24);

  private static final Duration LAST_WAIT = Duration.ofSeconds(120);
  private static final Duration REST_LIMIT = Duration.ofSeconds(180);

  private final Options options;
  private final Schedule schedule;
  private final Path folder;
  private final Diary diary = new Diary();
  private final List<Struck> struck = new ArrayList<>();
  private final Set<UUID> poison = new HashSet<>();

  Run(Options options, Schedule schedule, Path folder) {
    this.options = options;
    this.schedule = schedule;
    this.folder = folder;
  }

  /** The exit code: 0 only when all is well. */
  int call() {
    diary.say("opening a bakery of %d nodes, seed %d", options.nodes, options.seed);
    Map<String, String> settings = Map.of("BAKERY_PACE", options.pace);
    try (World world = new World(options.roles(), settings, folder)) {
      return in(world) ? 0 : 1;
    }
  }

  private boolean in(World world) {
    Checker.watch(world.databases().primaryAddress());
    Plan plan =
        Plan.of(world.url(), TestStaff.TOKEN, options.seed)
            .atRate(options.rate)
            .rampedUpFor(WARM_UP);
    diary.say("open at %s, customers come", world.url());
    try (Customers customers = new Customers(plan).start()) {
      Runnable silence = diary.repeat(() -> Progress.line(customers.progress()));
      Inspector inspector =
          new Inspector(() -> world.databases().primaryAddress(), () -> world.operator().status());
      boolean endured = endure(world, customers);
      Result told = inspector.end();
      silence.run();
      diary.say("nobody comes any more; waiting for the last orders");
      long waiting = customers.stopOrdering(LAST_WAIT);
      if (waiting > 0) diary.say("%d customers still waited", waiting);
      return judge(world, customers.evidence(), told) && endured;
    }
  }

  /** Whether the bakery became whole again after every fault. */
  private boolean endure(World world, Customers customers) {
    Backlog backlog = new Backlog(() -> customers.progress().watching(), options.rate, diary);
    Wait.pause(WARM_UP);
    long begin = System.nanoTime();
    long end = begin + Duration.ofMillis((long) (options.minutes * 60_000)).toNanos();
    while (System.nanoTime() < end) {
      Schedule.Entry next = schedule.next();
      Wait.pause(next.pause().plusSeconds(options.peace));
      backlog.noteUsual();
      diary.say("%s", next);
      next.blow().poison().ifPresent(poison::add);
      try {
        struck.add(new Strike(world, next, diary).call());
      } catch (IllegalStateException e) {
        diary.say("  NOT WHOLE AGAIN: %s", e.getMessage());
        return false;
      }
      long toCome = Math.max(0, (end - begin) / WANTED_EVERY.toNanos() - struck.size());
      backlog.awaitDrained(Duration.ofNanos(end - System.nanoTime() - toCome * TAKES.toNanos()));
    }
    return true;
  }

  private boolean judge(World world, Evidence evidence, Result told) {
    Checker checker = new Checker(world.databases().primaryAddress(), poison);
    if (!checker.comesToRest(REST_LIMIT)) {
      diary.say("NOT AT REST within %d s", REST_LIMIT.toSeconds());
    }
    List<Result> results = new ArrayList<>(checker.judge(evidence));
    results.add(told);
    results.add(checker.compare(world.operator().status()));
    Report report =
        Report.of("Chaos, seed " + options.seed, facts(world), evidence, struck, results);
    report.writeTo(folder);
    System.out.println(report.text());
    diary.say("report.txt, report.json and report.html are in %s", folder);
    return report.isGreen();
  }

  private Map<String, String> facts(World world) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("nodes", String.join(" · ", options.roles()));
    facts.put("rate", options.rate + " orders/s offered, pace " + options.pace);
    boolean separate = world.network().separate();
    facts.put("network", separate ? "a namespace a node" : "loopback");
    if (!separate) facts.put("left out", String.join(", ", Kinds.needingNamespaces()));
    facts.put("machine", Runtime.getRuntime().availableProcessors() + " processors");
    facts.put("again", "scripts/chaos " + options.again());
    return facts;
  }
}
