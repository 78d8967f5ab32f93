package bakery.whole.chaos;

import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One run: opens the bakery, lets customers in, strikes fault after fault, and looks at the end.
 */
final class Run {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration ORDERING_LIMIT = Duration.ofSeconds(90);
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
    Instant until = Instant.now();
    List<Stalls.Stall> stood = new ArrayList<>(stalls.end());
    next.blow().orderingSince().ifPresent(back -> stood.add(ordering(world, back)));
    struck.add(
        new Struck(
            next.kind().name(),
            next.blow().detail(),
            from,
            until,
            stood.stream().map(Stalls.Stall::time).toList()));
    say(
        "  whole again after %.1f s; stood still: %s",
        Duration.between(from, until).toMillis() / 1e3,
        stood.isEmpty() ? "nothing" : summary(stood));
  }

  /** From the moment when the database was back to the first order that it took. */
  private static Stalls.Stall ordering(World world, Instant back) {
    String first = "SELECT count(*) FROM gateway.idempotency_key WHERE placed_at > ?";
    Object since = back.atOffset(ZoneOffset.UTC);
    Wait.until("orders are taken again", ORDERING_LIMIT, () -> world.sql().count(first, since) > 0);
    try {
      Instant placed =
          world
              .sql()
              .query(
                  first.replace("count(*)", "min(placed_at)"),
                  row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                  since)
              .getFirst();
      return new Stalls.Stall("ordering", new UUID(0, 0), Duration.between(back, placed));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By what it was: how many, median, 99th percentile, longest, in milliseconds. */
  private static String summary(List<Stalls.Stall> stalls) {
    Map<String, List<Long>> byWhat = new TreeMap<>();
    stalls.forEach(
        stall ->
            byWhat
                .computeIfAbsent(stall.what(), what -> new ArrayList<>())
                .add(stall.time().toMillis()));
    return byWhat.entrySet().stream()
        .map(
            each -> {
              List<Long> sorted = each.getValue().stream().sorted().toList();
              int last = sorted.size() - 1;
              return "%s %d: %d/%d/%d ms"
                  .formatted(
                      each.getKey(),
                      sorted.size(),
                      sorted.get(last / 2),
                      sorted.get((int) Math.ceil(last * 0.99)),
                      sorted.get(last));
            })
        .collect(Collectors.joining(", "));
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
