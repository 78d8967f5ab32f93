package bakery.whole.day;

import bakery.whole.Jvm;
import bakery.whole.chaos.world.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Many tickets wait: four bakers are hired on a running node, then a JVM is started. */
final class Hire implements Part {

  private static final int SLOTS = 4;
  private static final int BAKERS = 2;
  private static final int HIRED = 4;

  /** A tray of croissants takes a second and a half: ovens are scarce, processors are not. */
  private static final String PACE = "600";

  private static final int ORDERS = 1_200;
  private static final int WAITING = 200;
  private static final Duration WINDOW = Duration.ofSeconds(24);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final double PROPORTION = 0.95;
  private static final double CLAIM_MILLIS = 300;
  private static final double JVM_SECONDS = 3;

  /** Of bakers who had no ticket before the hiring that stands last in the audit. */
  private static final String FIRST_CLAIM_MILLIS =
      """
      WITH hired AS (SELECT max(at) AS at FROM kitchen.audit WHERE action = 'hire')
      SELECT extract(epoch FROM min(claimed.at) - hired.at) * 1000
        FROM hired, watch.claimed
       WHERE baker NOT IN (SELECT baker FROM watch.claimed WHERE at < hired.at)
       GROUP BY hired.at
      """;

  /** The slope of the number of finished tickets over time: no edge of a window counts double. */
  private static final String FINISHED_A_SECOND =
      """
      SELECT regr_slope(nth, extract(epoch FROM at)::float8)
        FROM (SELECT at, row_number() OVER (ORDER BY at) AS nth FROM watch.happened
               WHERE what = 'BAKED' AND at > '%s') AS finished
      """;

  @Override
  public String name() {
    return "hire";
  }

  @Override
  public void play(Stage stage, Figures figures) {
    List<String> roles =
        List.of("gateway=1,billing=2,delivery=8", "kitchen=" + BAKERS, "kitchen=2");
    Map<String, String> settings =
        Map.of("BAKERY_PACE", PACE, "BAKERY_OVEN_SLOTS", Integer.toString(SLOTS));
    try (House house = stage.house(name(), roles, settings).open(2)) {
      stage.diary().say("%d orders for %d bakers with %d slots each", ORDERS, BAKERS, SLOTS);
      house.order(ORDERS);
      Wait.until("all orders are tickets", LIMIT, () -> tickets(house) == ORDERS);
      double before = finishedASecond(house);
      figures.must("tickets waiting", house.waiting(), "≥ " + WAITING, house.waiting() >= WAITING);

      stage.diary().say("hire kitchen %d", HIRED);
      house.terminal().say("hire", "kitchen", Integer.toString(HIRED)).well();
      Wait.until("all bakers have baked", LIMIT, () -> bakers(house) == BAKERS + HIRED);
      figures.atMost(
          "first claim by a new baker, after its audit row",
          house.real(FIRST_CLAIM_MILLIS),
          CLAIM_MILLIS,
          "ms");
      double after = finishedASecond(house);
      figures.must("tickets still waiting", house.waiting(), "> 0", house.waiting() > 0);
      figures.seen("tickets/s with %d slots".formatted(BAKERS * SLOTS), "%.2f".formatted(before));
      figures.seen(
          "tickets/s with %d slots".formatted((BAKERS + HIRED) * SLOTS), "%.2f".formatted(after));
      figures.atLeast(
          "growth of throughput, of that of slots",
          after / before / (BAKERS + HIRED) * BAKERS,
          PROPORTION,
          "");

      house.order(WAITING);
      stage.diary().say("one more JVM with two bakers");
      Jvm more = house.nodes().all().getLast();
      Instant told = Instant.now();
      more.start();
      Wait.until("its first ticket", LIMIT, () -> firstClaim(house, more) > 0);
      figures.atMost(
          "first ticket of a new JVM, after its start command",
          firstClaim(house, more) - told.toEpochMilli() / 1e3,
          JVM_SECONDS,
          "s");
      house.books().comeToRest(LIMIT);
      figures.none("tickets begun twice", house.begunTwice());
    }
  }

  private static double finishedASecond(House house) {
    Object from =
        house.database().query("SELECT clock_timestamp()::text AS at").getFirst().get("at");
    Wait.pause(WINDOW);
    return house.real(FINISHED_A_SECOND.formatted(from));
  }

  private static long tickets(House house) {
    return house.database().number("SELECT count(*) FROM kitchen.ticket");
  }

  private static long bakers(House house) {
    return house
        .database()
        .number("SELECT count(DISTINCT by) FROM watch.happened WHERE what = 'BAKED'");
  }

  /** Seconds since 1970, or 0. */
  private static double firstClaim(House house, Jvm node) {
    return house.real(
        """
        SELECT coalesce(extract(epoch FROM min(claimed.at)), 0)
          FROM watch.claimed JOIN kitchen.node ON node.id = claimed.owner
         WHERE node.name = '%s'
        """
            .formatted(node.name()));
  }
}
