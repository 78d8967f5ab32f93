package bakery.whole.chaos;

import bakery.whole.chaos.faults.Blow;
import bakery.whole.chaos.report.Struck;
import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
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

/** One fault: struck, healed, waited out, measured. */
record Strike(World world, Schedule.Entry entry, Diary diary) {

  private static final Duration ORDERING_LIMIT = Duration.ofSeconds(90);

  /**
   * @throws IllegalStateException when the bakery does not become whole again in time
   */
  Struck call() {
    Blow blow = entry.blow();
    Instant from = Instant.now();
    long nanos = System.nanoTime();
    blow.strike(world);
    Stalls stalls = Stalls.of(world.sql(), blow.victims(), nanos);
    Wait.pause(blow.lasts());
    blow.heal(world);
    Instant healed = Instant.now();
    world.awaitWhole();
    Instant until = Instant.now();
    List<Stalls.Stall> stood = new ArrayList<>(stalls.end());
    blow.orderingSince().ifPresent(back -> stood.add(ordering(back)));
    diary.say(
        "  healed after %.1f s, whole %.1f s later; stood still: %s",
        seconds(from, healed), seconds(healed, until), summary(stood));
    return new Struck(
        entry.kind().name(),
        blow.detail(),
        from,
        until,
        stood.stream().map(Stalls.Stall::time).toList(),
        stalls.longestLetters());
  }

  private static double seconds(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / 1e3;
  }

  /** From the moment when the database was back to the first order that it took. */
  private Stalls.Stall ordering(Instant back) {
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
    if (stalls.isEmpty()) return "nothing";
    Map<String, List<Long>> byWhat = new TreeMap<>();
    stalls.forEach(
        stall ->
            byWhat
                .computeIfAbsent(stall.what(), what -> new ArrayList<>())
                .add(stall.time().toMillis()));
    return byWhat.entrySet().stream()
        .map(each -> each.getKey() + " " + spread(each.getValue().stream().sorted().toList()))
        .collect(Collectors.joining(", "));
  }

  private static String spread(List<Long> sorted) {
    int last = sorted.size() - 1;
    return "%d: %d/%d/%d ms"
        .formatted(
            sorted.size(),
            sorted.get(last / 2),
            sorted.get((int) Math.ceil(last * 0.99)),
            sorted.get(last));
  }
}
