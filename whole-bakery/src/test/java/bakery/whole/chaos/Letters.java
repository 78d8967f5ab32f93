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
import java.util.Set;
import java.util.UUID;

/**
 * The letters that are under way at a fault or are written while the others have yet to notice it,
 * in all outboxes, until they have their receipt. What they stood begins with the fault, or when
 * they were written, and ends at the look that finds their row gone: some 0.2 s after the receipt,
 * for rows are deleted together.
 */
final class Letters {

  /** Every letter stands for a while; what was gone by then was not held up. */
  private static final long HELD_UP_MILLIS = 400;

  /** So long after a fault letters may still be sent to where it struck. */
  private static final long NOTICED_MILLIS = 1_000;

  private static final List<String> ROLES = List.of("gateway", "kitchen", "delivery", "billing");

  private static final String SEEN =
      """
      SELECT id, destination, tries,
             (extract(epoch FROM clock_timestamp() - tried_at) * 1000)::bigint AS tried_ago
        FROM %s.outbox
      """;

  private final Map<String, Map<UUID, Seen>> waiting = new HashMap<>();
  private final Map<UUID, Long> since = new HashMap<>();
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

  /**
   * @param millis since the fault
   */
  void look(Connection connection, long millis) throws SQLException {
    for (String role : ROLES) {
      boolean more = millis <= NOTICED_MILLIS || !waiting.containsKey(role);
      Map<UUID, Seen> gone = waiting.getOrDefault(role, new HashMap<>());
      if (gone.isEmpty() && !more) continue;
      Map<UUID, Seen> there = more ? all(connection, role) : those(connection, role, gone.keySet());
      for (UUID id : there.keySet()) since.putIfAbsent(id, written(id, millis));
      gone.keySet().removeAll(there.keySet());
      end(role, gone, millis);
      waiting.put(role, there);
    }
  }

  private static Map<UUID, Seen> all(Connection connection, String role) throws SQLException {
    return seen(connection, SEEN.formatted(role) + "WHERE parked_at IS NULL");
  }

  private static Map<UUID, Seen> those(Connection connection, String role, Set<UUID> ids)
      throws SQLException {
    String sql = SEEN.formatted(role) + "WHERE id = ANY(string_to_array(?, ',')::uuid[])";
    return seen(connection, sql, String.join(",", ids.stream().map(UUID::toString).toList()));
  }

  /**
   * @param millis since the fault, when it is seen first
   * @return milliseconds since the fault when it was written, as its id says; 0 when before
   */
  private static long written(UUID id, long millis) {
    long ago = System.currentTimeMillis() - (id.getMostSignificantBits() >>> 16);
    return Math.clamp(millis - ago, 0, millis);
  }

  private static Map<UUID, Seen> seen(Connection connection, String sql, Object... parameters)
      throws SQLException {
    Map<UUID, Seen> found = new HashMap<>();
    Sql.query(connection, sql, Seen::of, parameters).forEach(each -> found.put(each.id(), each));
    return found;
  }

  private void end(String role, Map<UUID, Seen> letters, long millis) {
    for (Seen letter : letters.values()) {
      long stoodMillis = millis - since.get(letter.id());
      if (stoodMillis > HELD_UP_MILLIS) stood.add(letter.stood(role, stoodMillis));
    }
  }

  /** Nothing is waited for, and nothing more comes. */
  boolean isOver(long millis) {
    return millis > NOTICED_MILLIS && waiting.values().stream().allMatch(Map::isEmpty);
  }

  /** Who waits still counts with the time until then. */
  void giveUp(long millis) {
    waiting.forEach((role, letters) -> end(role, letters, millis));
    waiting.clear();
  }

  List<Letter> stood() {
    return List.copyOf(stood);
  }
}
