package bakery.whole.day;

import bakery.whole.Jvm;
import bakery.whole.chaos.world.Terminal.Said;
import bakery.whole.chaos.world.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Every node in turn is drained under load, and started again; nobody notices. */
final class Drain implements Part {

  private static final int SERVED_BETWEEN = 60;
  private static final String PACE = "2000";
  private static final String SHOP = "gateway=1,billing=1";
  private static final String OVEN = "kitchen=4,delivery=4";
  private static final Duration TELL_LIMIT = Duration.ofMinutes(1);
  private static final int YES = 0;
  private static final int NO = 4;

  private static final String BROUGHT_TWICE =
      "SELECT count(*) FROM delivery.delivery WHERE epoch > 1 AND status = 'DELIVERED'";

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public void play(Stage stage, Figures figures) {
    List<String> roles = List.of(SHOP, SHOP, OVEN, OVEN);
    try (House house = stage.house(name(), roles, Map.of("BAKERY_PACE", PACE)).open();
        Load load = new Load(house, stage.rate())) {
      List<Jvm> nodes = house.nodes().all();
      for (int nth = 0; nth < nodes.size(); nth++) {
        drain(house, nodes.get(nth), nodes.get(nth ^ 1), stage, figures);
        load.serves(SERVED_BETWEEN);
      }
      Map<String, Long> failed = load.end(figures);
      figures.must("requests that failed", failed, "{}", failed.isEmpty());
      figures.none("tickets begun twice", house.begunTwice());
      figures.none("deliveries begun twice", house.database().number(BROUGHT_TWICE));
    }
  }

  /**
   * @param twin the other one of the same roles
   */
  private static void drain(House house, Jvm node, Jvm twin, Stage stage, Figures figures) {
    safe(house, node, YES, figures);
    Said drained = house.terminal().say("drain", node.name());
    int exit = node.leaves();
    stage.diary().say("%s drained: %s", node.name(), drained.text().replaceAll("\n", " · "));
    figures.must(
        "drain " + node.name() + ": exit codes",
        drained.code() + ", its process " + exit,
        "0, its process 0",
        drained.code() == 0 && exit == 0);
    safe(house, twin, NO, figures);
    node.start().awaitReady();
    house.nodes().awaitTogether();
    safe(house, twin, YES, figures);
  }

  /** A node whose database is busy says that it cannot tell: asked again. */
  private static void safe(House house, Jvm node, int expected, Figures figures) {
    AtomicReference<Said> last = new AtomicReference<>();
    Wait.until(
        node + " tells whether it is safe to stop it",
        TELL_LIMIT,
        () -> {
          last.set(house.terminal().say("safe-to-stop", node.name()));
          return last.get().code() == YES || last.get().code() == NO;
        });
    Said said = last.get();
    boolean explained = expected == YES || said.text().contains("\n");
    figures.must(
        "safe-to-stop " + node.name(),
        said.text().replaceAll("\\s*\n\\s*", ": "),
        expected == YES ? "yes" : "no, and why",
        said.code() == expected && explained);
  }
}
