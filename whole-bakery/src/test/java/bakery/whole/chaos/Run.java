package bakery.whole.chaos;

import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run: opens the bakery, lets customers in, strikes fault after fault, and looks at the end.
 */
final class Run {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration REST_LIMIT = Duration.ofSeconds(180);

  private final Options options;
  private final Schedule schedule;
  private final Path folder;
  private final List<Struck> struck = new ArrayList<>();
  private final long began = System.nanoTime();

  record Struck(String kind, String detail, Instant from, Instant until, List<Duration> stalls) {}

  Run(Options options, Schedule schedule, Path folder) {
    this.options = options;
    this.schedule = schedule;
    this.folder = folder;
  }

  int call() {
    say("opening a bakery of %d nodes, seed %d", options.nodes, options.seed);
    try (World world = new World(options.roles(), Map.of("BAKERY_PACE", options.pace), folder)) {
      say("open at %s", world.url());
      Buyers customers = new Buyers(world.url(), options.rate);
      Wait.pause(WARM_UP);
      long end = System.nanoTime() + Duration.ofMillis((long) (options.minutes * 60_000)).toNanos();
      while (System.nanoTime() < end) {
        strike(world, schedule.next());
        say("  %s", customers);
      }
      customers.stop();
      say("at rest? %s", customers);
      Wait.until("every order has ended", REST_LIMIT, () -> open(world) == 0);
      say("%d orders, all ended", number(world, "SELECT count(*) FROM gateway.orders"));
      return 0;
    }
  }

  private void strike(World world, Schedule.Entry next) {
    Wait.pause(next.pause());
    say("%s", next);
    Instant from = Instant.now();
    long nanos = System.nanoTime();
    next.blow().strike(world);
    Stalls stalls = Stalls.of(world.sql(), next.blow().victims(), nanos);
    Wait.pause(next.blow().lasts());
    next.blow().heal(world);
    world.awaitWhole();
    Struck done =
        new Struck(next.kind().name(), next.blow().detail(), from, Instant.now(), stalls.end());
    struck.add(done);
    say(
        "  whole again after %.1f s, %d stalls %s",
        Duration.between(from, done.until()).toMillis() / 1e3,
        done.stalls().size(),
        done.stalls().stream().sorted().map(Duration::toMillis).toList());
  }

  private static long open(World world) {
    return number(world, "SELECT count(*) FROM gateway.orders WHERE open");
  }

  private static long number(World world, String sql) {
    try {
      return world.sql().number(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void say(String format, Object... arguments) {
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    System.out.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, format.formatted(arguments));
  }
}
