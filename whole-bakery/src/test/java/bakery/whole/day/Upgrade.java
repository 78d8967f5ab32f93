package bakery.whole.day;

import bakery.whole.Jvm;
import bakery.whole.TestStaff;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A bakery of an earlier release is replaced under load by the present one, a node after the other.
 */
final class Upgrade implements Part {

  private static final int SERVED_BETWEEN = 60;
  private static final String SHOP = "gateway=1,billing=1";
  private static final String OVEN = "kitchen=4,delivery=4";

  private static final String MIGRATIONS =
      "SELECT script FROM kitchen.flyway_schema_history WHERE success ORDER BY script";

  /** Before there were tokens, staff showed a key: the token that they will show is that key. */
  private static final Map<String, String> SETTINGS =
      Map.of("BAKERY_PACE", "2000", "BAKERY_STAFF_KEY", TestStaff.TOKEN);

  @Override
  public String name() {
    return "upgrade";
  }

  @Override
  public void play(Stage stage, Figures figures) {
    Path jar = Path.of(System.getProperty("day.old.jar"));
    String revision = System.getProperty("day.old.revision");
    List<String> roles = List.of(SHOP, OVEN, SHOP, OVEN);
    try (House house = stage.house(name(), roles, new HashMap<>(SETTINGS))) {
      List<Jvm> nodes = house.nodes().all();
      nodes.forEach(node -> node.becomes(jar));
      stage.diary().say("four nodes of %s", revision);
      house.open();
      String before = migrations(house);
      try (Load load = new Load(house, stage.rate())) {
        for (Jvm node : nodes) {
          int exit = node.terminate();
          figures.must(
              node.name() + " of " + revision + " leaves, exit code", exit, "0", exit == 0);
          node.becomes(null);
          node.start().awaitReady();
          house.nodes().awaitTogether();
          load.serves(SERVED_BETWEEN);
          stage.diary().say("%s is of the present release", node);
        }
        figures.seen("scripts of the kitchen's schema before", before);
        figures.seen("and after", migrations(house));
        figures.seen("requests that were sent again", load.end(figures));
        figures.none("tickets begun twice", house.begunTwice());
      }
    }
  }

  private static String migrations(House house) {
    return house.database().query(MIGRATIONS).stream()
        .map(row -> ((String) row.get("script")).replaceAll("__.*", ""))
        .collect(Collectors.joining(" "));
  }
}
