package bakery.whole.chaos;

import bakery.whole.chaos.report.Letter;
import bakery.whole.chaos.world.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The letters that are under way at a fault, in all outboxes, until they have their receipt. */
final class Letters {

  /** What has its receipt by then was not held up. */
  private static final long HELD_UP_MILLIS = 100;

  private static final List<String> ROLES = List.of("gateway", "kitchen", "delivery", "billing");

  private static final String SEEN =
      """
      SELECT id, destination, tries,
             (extract(epoch FROM clock_timestamp() - tried_at) * 1000)::bigint AS tried_ago
        FROM %s.outbox
      """;

  private final Map<String, Map<UUID, Seen>> waiting = new HashMap<>();
  private final List<Letter> stood = new ArrayList<>();

  /** A letter as it stood at the last look. */
  private record Seen(UUID id, String to, int tries, long triedMillisAgo) {

    static Seen of(ResultSet row) throws SQLException {
      return new Seen(
          row.getObject("id", UUID.class),
          row.getString("destination"),
          row.getInt("tries"),
          row.getLong("tried_ago"));
    }

    Letter stood(String from, long millis) {
      return new Letter(id, from, to, millis, tries, triedMillisAgo);
    }
  }

  /** Those that are there now are watched. */
  void note(Connection connection) throws SQLException {
    for (String role : ROLES) {
      waiting.put(role, seen(connection, SEEN.formatted(role) + "WHERE parked_at IS NULL"));
    }
  }

  /**
   * @param millis since the fault
   */
  void look(Connection connection, long millis) throws SQLException {
    for (String role : ROLES) {
      Map<UUID, Seen> before = waiting.get(role);
      if (before.isEmpty()) continue;
      String sql = SEEN.formatted(role) + "WHERE id = ANY(string_to_array(?, ',')::uuid[])";
      String ids = String.join(",", before.keySet().stream().map(UUID::toString).toList());
      Map<UUID, Seen> still = seen(connection, sql, ids);
      before.keySet().removeAll(still.keySet());
      if (millis > HELD_UP_MILLIS) end(role, before, millis);
      waiting.put(role, still);
    }
  }

  private static Map<UUID, Seen> seen(Connection connection, String sql, Object... parameters)
      throws SQLException {
    Map<UUID, Seen> found = new HashMap<>();
    Sql.query(connection, sql, Seen::of, parameters).forEach(each -> found.put(each.id(), each));
    return found;
  }

  private void end(String role, Map<UUID, Seen> letters, long millis) {
    letters.values().forEach(letter -> stood.add(letter.stood(role, millis)));
  }

  int waiting() {
    return waiting.values().stream().mapToInt(Map::size).sum();
  }

  /** Whoever waits still counts with that time. */
  void giveUp(long millis) {
    waiting.forEach((role, letters) -> end(role, letters, millis));
    waiting.clear();
  }

  List<Letter> stood() {
    return List.copyOf(stood);
  }
}
