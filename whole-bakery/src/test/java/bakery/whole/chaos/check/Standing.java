package bakery.whole.chaos.check;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a bakery stands, in numbers: by its tables, or as {@code scripts/bakery status --json} tells.
 *
 * @param counts by {@code role what}; what is not there is 0
 * @param unknown why, by role, when status says that it does not know
 */
record Standing(Map<String, Long> counts, Map<String, String> unknown) {

  private static final Map<String, String> TABLES =
      Map.of(
          "gateway", "orders", "kitchen", "ticket", "delivery", "delivery", "billing", "payment");

  private static final String COUNTS =
      """
      SELECT 'open ' || status, count(*) FROM #.% WHERE open GROUP BY status
      UNION ALL SELECT 'letters parked', count(*) FROM #.outbox WHERE parked_at IS NOT NULL
      UNION ALL SELECT 'letters under way', count(*) FROM #.outbox WHERE parked_at IS NULL
      UNION ALL SELECT 'nodes', count(*) FROM #.node
      """;

  static Standing in(Tables tables) {
    Map<String, Long> counts = new TreeMap<>();
    TABLES.forEach(
        (role, table) ->
            tables.read(
                COUNTS.replace("#", role).replace("%", table),
                row -> counts.put(role + " " + row.getString(1), row.getLong(2))));
    return new Standing(counts, Map.of());
  }

  static Standing told(JsonObject status) {
    Standing told = new Standing(new TreeMap<>(), new TreeMap<>());
    JsonObject roles = status.getJsonObject("roles");
    TABLES.keySet().forEach(role -> told.add(role, roles.getJsonObject(role)));
    return told;
  }

  private void add(String role, JsonObject told) {
    if (told == null) {
      unknown.put(role, "nobody was reached");
    } else if (!told.getJsonObject("database").getBoolean("known")) {
      unknown.put(role, told.getJsonObject("database").getString("why"));
    } else {
      told.getJsonObject("open")
          .forEach(open -> put(role, "open " + open.getKey(), count((JsonObject) open.getValue())));
      put(role, "letters parked", count(told.getJsonObject("parked")));
      put(role, "letters under way", sum(told.getJsonArray("envelopes")));
      put(role, "nodes", told.getJsonArray("nodes").size());
    }
  }

  private void put(String role, String what, long count) {
    counts.put(role + " " + what, count);
  }

  private static long sum(JsonArray counted) {
    return counted.stream().mapToLong(each -> count((JsonObject) each)).sum();
  }

  private static long count(JsonObject counted) {
    return counted.getLong("count");
  }

  long count(String what) {
    return counts.getOrDefault(what, 0L);
  }

  boolean knows(String what) {
    return unknown.keySet().stream().noneMatch(role -> what.startsWith(role + " "));
  }

  /** All that is counted here or there. */
  static Stream<String> all(Stream<Standing> standings) {
    return standings
        .flatMap(standing -> standing.counts.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream();
  }
}
