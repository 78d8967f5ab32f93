package bakery.whole.day;

import bakery.contracts.Pace;
import bakery.node.shop.Day;
import bakery.node.shop.Outcome;
import bakery.node.shop.Replay;
import bakery.whole.Jvm;
import bakery.whole.chaos.world.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real day as it was, then four times at once, while a policy hires and lets go. A kitchen is
 * killed at the height of it.
 */
final class Rush implements Part {

  private static final Path SATURDAY = Path.of("..", "examples", "saturday-2017-02-04.csv");

  /** Thirteen hours in seventy seconds. */
  private static final String PACE = "650";

  private static final String SLOTS = "1";
  private static final int LEAST = 2;
  private static final int MOST = 48;
  private static final int TARGET_SECONDS = 5;
  private static final int FOURFOLD = 4;
  private static final int AT_ONCE = 400;
  private static final int HEIGHT = 3;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Of nodes that live, as the tables know; but for one. */
  private static final String BAKERS =
      """
      SELECT coalesce(sum(number), 0) FROM kitchen.workers
       WHERE node IN (SELECT name FROM kitchen.node
                       WHERE NOT leaving AND beat_at > clock_timestamp() - interval '2 s')
         AND node <> '%s'
      """;

  /** What the node that is killed is to have. */
  private static final String LEFT = "SELECT number FROM kitchen.workers WHERE node = 'oven3'";

  @Override
  public String name() {
    return "rush";
  }

  @Override
  public void play(Stage stage, Figures figures) throws Exception {
    List<String> roles = List.of("gateway=1,billing=2,delivery=8", "kitchen=1", "kitchen=1");
    Map<String, String> settings = Map.of("BAKERY_PACE", PACE, "BAKERY_OVEN_SLOTS", SLOTS);
    try (House house = stage.house(name(), roles, settings).open();
        Eldest eldest = new Eldest(house.address())) {
      setPolicy(house);
      stage.diary().say("the day as it was");
      finish(house, replays(house, 1, new AtomicInteger()), figures, "the day as it was");
      under(figures, "oldest ticket, the day as it was", eldest.restart());

      stage.diary().say("four of them at once; %d bakers", bakers(house));
      AtomicInteger begun = new AtomicInteger();
      try (Rushing rush = replays(house, FOURFOLD, begun)) {
        Wait.until("the height", LIMIT, () -> begun.get() >= rush.orders() / HEIGHT);
        Wait.until("more bakers", LIMIT, () -> bakers(house) > 2 * LEAST);
        under(figures, "oldest ticket, until the kill", eldest.restart());
        kill(house, house.nodes().all().getLast(), stage, figures);
        finish(house, rush, figures, "four at once");
        under(figures, "oldest ticket, from the kill on", eldest.restart());
      }
      letGo(house, stage, figures);
      house.books().comeToRest(LIMIT);
      figures.must("at rest, nothing done twice, money balanced", "true", "true", true);
      stage.diary().say("%s", house.terminal().say("policy", "kitchen").well().text());
    }
  }

  private static void setPolicy(House house) {
    house
        .terminal()
        .say(
            "policy",
            "kitchen",
            "--min=" + LEAST,
            "--max=" + MOST,
            "--oldest=" + TARGET_SECONDS + "s",
            "--reason=a rush is expected")
        .well();
  }

  /** Killed as it stands; its bakers are there again elsewhere. */
  private static void kill(House house, Jvm node, Stage stage, Figures figures) {
    long before = bakers(house);
    long began = System.nanoTime();
    node.kill9();
    Wait.until("what it had is others'", LIMIT, () -> house.database().number(LEFT) == 0);
    long after = bakersBut(house, node.name());
    double seconds = (System.nanoTime() - began) / 1e9;
    stage.diary().say("%s killed: %d bakers, then %d, %.1f s", node, before, after, seconds);
    figures.must("bakers after a node was killed", after, "≥ " + before, after >= before);
    figures.seen("they were made up for after", "%.1f s".formatted(seconds));
    node.start().awaitReady();
  }

  private static void letGo(House house, Stage stage, Figures figures) {
    long after = bakers(house);
    long began = System.nanoTime();
    Wait.until("all but the least are let go", LIMIT, () -> bakers(house) == LEAST);
    double seconds = (System.nanoTime() - began) / 1e9;
    stage.diary().say("%d bakers after the rush, %d after %.0f s", after, LEAST, seconds);
    figures.must("bakers at last, of " + after, bakers(house), Integer.toString(LEAST), true);
    figures.seen("they were let go after", "%.0f s".formatted(seconds));
  }

  private static void under(Figures figures, String what, double seconds) {
    figures.atMost(what, seconds, TARGET_SECONDS, "s");
  }

  private static long bakers(House house) {
    return bakersBut(house, "");
  }

  private static long bakersBut(House house, String node) {
    return house.database().number(BAKERS.formatted(node));
  }

  /** Replays under way. */
  private record Rushing(ExecutorService running, List<Future<List<Outcome>>> days, int orders)
      implements AutoCloseable {
    @Override
    public void close() {
      running.shutdownNow();
    }
  }

  private Rushing replays(House house, int times, AtomicInteger begun) {
    Day day = Day.read(SATURDAY);
    ExecutorService running = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<List<Outcome>>> days = new ArrayList<>();
    for (int nth = 0; nth < times; nth++) {
      String run = times + "-" + nth;
      AtomicInteger here = new AtomicInteger();
      Replay.Listener listener =
          progress -> begun.addAndGet(progress.begun() - here.getAndSet(progress.begun()));
      Replay replay = new Replay(house.shop(), day, Pace.parse(PACE), run, AT_ONCE, listener);
      days.add(running.submit(replay::orderAll));
    }
    return new Rushing(running, days, times * day.sales().size());
  }

  private static void finish(House house, Rushing rush, Figures figures, String what)
      throws Exception {
    int completed = 0;
    for (Future<List<Outcome>> day : rush.days()) {
      for (Outcome outcome : day.get()) if (outcome.status().equals("COMPLETED")) completed++;
    }
    figures.must(
        "orders completed, " + what,
        completed,
        Integer.toString(rush.orders()),
        completed == rush.orders());
    figures.seen("bakers then", bakers(house));
  }
}
