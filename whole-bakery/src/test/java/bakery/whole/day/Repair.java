package bakery.whole.day;

import bakery.whole.chaos.world.Terminal.Said;
import bakery.whole.chaos.world.Wait;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two letters that nobody can handle and a ticket that cannot be written are found, explained and
 * repaired, with nothing but commands. What was typed and printed is kept.
 */
final class Repair implements Part {

  private static final int ORDERS = 20;
  private static final int NO = 4;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String POISON =
      """
      INSERT INTO kitchen.outbox (id, destination, letters)
      VALUES ('%1$s', 'gateway',
              '[{"type":"order-baked","key":"%1$s","message":{"orderId":"%2$s"}}]')
      """;

  /** Nobody can begin to bake this one: as if the table were damaged there. */
  private static final String DAMAGE =
      """
      ALTER TABLE kitchen.ticket
        ADD CONSTRAINT damaged CHECK (id <> '%s' OR status <> 'BAKING') NOT VALID
      """;

  private final List<String> session = new ArrayList<>();

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public void play(Stage stage, Figures figures) throws IOException {
    List<String> roles = List.of("gateway=1,billing=1,delivery=4", "kitchen=0");
    try (House house = stage.house(name(), roles, Map.of("BAKERY_PACE", "4000")).open()) {
      UUID stuck = house.order(1).getFirst();
      Wait.until("its ticket", LIMIT, () -> house.waiting() == 1);
      house.database().execute(DAMAGE.formatted(stuck));
      UUID unreadable = UUID.randomUUID();
      UUID unknown = UUID.randomUUID();
      house.database().execute(POISON.formatted(unreadable, "no id at all"));
      house.database().execute(POISON.formatted(unknown, unknown));
      type(house, "hire", "kitchen", "4", "--reason", "the morning").well();
      house.order(ORDERS);

      Wait.until("both are parked", LIMIT, () -> json(house, "parked").size() == 2);
      Wait.until("it is stuck", LIMIT, () -> json(house, "stuck").size() == 1);
      explain(house, figures);
      discard(house, figures);
      compensate(house, stuck, figures);
      verify(house, stuck, figures);
    } finally {
      Path kept = stage.folder().resolve(name()).resolve("session.txt");
      Files.write(kept, session);
      stage.diary().say("the session is kept in %s%n%s", kept, String.join("\n", session));
    }
  }

  private void explain(House house, Figures figures) {
    Said status = type(house, "status", "--check");
    boolean found =
        status.code() == NO && status.text().contains("parked") && status.text().contains("stuck");
    figures.must("status --check finds them, exit code", status.code(), "4, names both", found);
  }

  private void discard(House house, Figures figures) {
    type(house, "parked").well();
    for (JsonObject letter : json(house, "parked")) {
      String role = letter.getString("role");
      String id = letter.getString("id");
      String shown = type(house, "parked", "show", role, id).well().text();
      String reason = letter.getString("reason", "");
      boolean explained = reason.contains("orderId") || reason.contains(id);
      figures.must(
          "parked show says why",
          reason,
          "the field, the order",
          explained && shown.contains(reason));
      type(house, "parked", "discard", role, id, "--reason", "nobody placed that order").well();
    }
    figures.must(
        "parked, afterwards",
        type(house, "parked").well().text(),
        "nothing",
        json(house, "parked").isEmpty());
  }

  private void compensate(House house, UUID stuck, Figures figures) {
    type(house, "stuck").well();
    String shown = type(house, "stuck", "show", "kitchen", stuck.toString()).well().text();
    figures.must("stuck show says why", cause(shown), "the constraint", shown.contains("damaged"));
    type(
            house,
            "stuck",
            "compensate",
            "kitchen",
            stuck.toString(),
            "--gateway",
            house.url().toString())
        .well();
    Wait.until("it is not stuck any more", LIMIT, () -> json(house, "stuck").isEmpty());
    type(house, "stuck").well();
  }

  private static String cause(String shown) {
    return shown.lines().filter(line -> line.startsWith("cause")).findFirst().orElse(shown).strip();
  }

  private void verify(House house, UUID stuck, Figures figures) {
    Wait.until("all is well", LIMIT, () -> house.terminal().say("status", "--check").code() == 0);
    Said status = type(house, "status", "--check");
    figures.must("status --check afterwards, exit code", status.code(), "0", status.code() == 0);
    String audit = type(house, "audit").well().text();
    long kept =
        audit
            .lines()
            .filter(line -> line.contains("discard-letter") || line.contains("cancel"))
            .count();
    figures.must("in the audit", kept, "2 letters discarded, 1 order cancelled", kept == 3);
    house.books().comeToRest(LIMIT);
    String end =
        (String)
            house
                .database()
                .query("SELECT status FROM gateway.orders WHERE id = '" + stuck + "'")
                .getFirst()
                .get("status");
    figures.must(
        "the stuck order", end, "CANCELLED, its money given back", end.equals("CANCELLED"));
    long completed =
        house.database().number("SELECT count(*) FROM gateway.orders WHERE status = 'COMPLETED'");
    figures.must("the others, completed", completed, Integer.toString(ORDERS), completed == ORDERS);
  }

  private static List<JsonObject> json(House house, String what) {
    return house.terminal().say(what, "--json").well().objects();
  }

  /** As somebody at a terminal, who sees what it prints. */
  private Said type(House house, String... words) {
    Said said = house.terminal().say(words);
    session.add(
        "$ scripts/bakery " + String.join(" ", Arrays.stream(words).map(Repair::quoted).toList()));
    session.add(said.text());
    if (said.code() != 0) session.add("(exit code " + said.code() + ")");
    session.add("");
    return said;
  }

  private static String quoted(String word) {
    return word.contains(" ") ? "\"" + word + "\"" : word;
  }
}
