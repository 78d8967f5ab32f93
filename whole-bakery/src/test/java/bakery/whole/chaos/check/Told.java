package bakery.whole.chaos.check;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What {@code scripts/bakery status --json} tells of a bakery at rest, held against its tables. */
final class Told {

  static final String NAME = "status tells what the tables say";

  private static final Map<String, String> TABLES =
      Map.of(
          "gateway", "orders", "kitchen", "ticket", "delivery", "delivery", "billing", "payment");

  private final Tables tables;
  private final Findings findings = new Findings(NAME);

  private Told(Tables tables) {
    this.tables = tables;
  }

  static Result compare(Tables tables, JsonObject status) {
    Told told = new Told(tables);
    JsonObject roles = status.getJsonObject("roles");
    TABLES.forEach((role, table) -> told.compare(role, table, roles.getJsonObject(role)));
    return told.findings.result();
  }

  private void compare(String role, String table, JsonObject told) {
    if (!told.getJsonObject("database").getBoolean("known")) {
      findings.add(role, "is unknown: " + told.getJsonObject("database").getString("why"));
      return;
    }
    Map<String, Long> open = new TreeMap<>();
    tables.read(
        "SELECT status, count(*) AS n FROM %s.%s WHERE open GROUP BY status".formatted(role, table),
        row -> open.put(row.getString("status"), row.getLong("n")));
    same(role, "open rows", open, open(told));
    same(
        role,
        "parked letters",
        count(role, "outbox WHERE parked_at IS NOT NULL"),
        told.getJsonObject("parked").getLong("count"));
    same(
        role,
        "envelopes under way",
        count(role, "outbox WHERE parked_at IS NULL"),
        told.getJsonArray("envelopes").stream()
            .mapToLong(to -> ((JsonObject) to).getLong("count"))
            .sum());
    same(role, "nodes", count(role, "node"), (long) told.getJsonArray("nodes").size());
  }

  private static Map<String, Long> open(JsonObject told) {
    Map<String, Long> open = new TreeMap<>();
    told.getJsonObject("open")
        .forEach(each -> open.put(each.getKey(), ((JsonObject) each.getValue()).getLong("count")));
    return open;
  }

  private long count(String role, String what) {
    return tables.number("SELECT count(*) FROM " + role + "." + what);
  }

  private void same(String role, String what, Object here, Object there) {
    findings.examined();
    if (!here.equals(there)) {
      findings.add(role, what + ": the tables say " + here + ", status " + there);
    }
  }
}
