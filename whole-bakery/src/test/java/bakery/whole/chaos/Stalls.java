package bakery.whole.chaos;

import bakery.whole.chaos.report.Letter;
import bakery.whole.chaos.world.Sql;
import bakery.whole.chaos.world.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * How long work stood still after a fault: what the victims held, row by row, until somebody else
 * holds it or it has moved; and letters that were under way or written before the others noticed,
 * until they have their receipt. Looked up in the tables, from just after the fault on.
 */
final class Stalls {

  /** More often, and the looking itself would be what it sees. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int LETTERS_SHOWN = 5;

  private static final Map<String, String> LEASED =
      Map.of("kitchen", "ticket", "delivery", "delivery", "billing", "payment");

  private final Sql sql;
  private final List<String> victims;
  private final long from;
  private final List<Stall> ended = new ArrayList<>();
  private final Map<String, Map<UUID, Integer>> held = new HashMap<>();
  private final Letters letters = new Letters();
  private boolean noted;
  private final CompletableFuture<List<Stall>> result = new CompletableFuture<>();

  /**
   * @param what a table, or the outbox of a role
   */
  record Stall(String what, UUID id, Duration time) {

    static Stall of(Letter letter) {
      return new Stall(
          letter.from() + ".outbox", letter.id(), Duration.ofMillis(letter.stoodMillis()));
    }
  }

  private Stalls(Sql sql, List<String> victims, long from) {
    this.sql = sql;
    this.victims = victims;
    this.from = from;
  }

  /**
   * @param from when the fault was struck, in nanoseconds
   */
  static Stalls of(Sql sql, List<String> victims, long from) {
    Stalls stalls = new Stalls(sql, victims, from);
    if (victims.isEmpty()) stalls.result.complete(List.of());
    else Thread.ofVirtual().start(stalls::watch);
    return stalls;
  }

  /** Waits until all has moved; what has not within the limit counts with the limit. */
  List<Stall> end() {
    return result.join();
  }

  /** After the {@link #end}: the letters that stood longest, and what had been tried with them. */
  List<Letter> longestLetters() {
    return Letter.longest(letters.stood(), LETTERS_SHOWN);
  }

  private void watch() {
    while (sinceMillis() < LIMIT.toMillis()) {
      try (Connection connection = sql.connect()) {
        if (!noted) note(connection);
        while (!isOver() && sinceMillis() < LIMIT.toMillis()) {
          Wait.pause(LOOK_EVERY);
          look(connection);
        }
        break;
      } catch (SQLException away) {
        Wait.pause(LOOK_EVERY);
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
        return;
      }
    }
    held.forEach(
        (role, rest) -> rest.keySet().forEach(id -> ended.add(new Stall(role, id, LIMIT))));
    letters.giveUp(LIMIT.toMillis());
    letters.stood().forEach(letter -> ended.add(Stall.of(letter)));
    result.complete(List.copyOf(ended));
  }

  private boolean isOver() {
    return held.values().stream().allMatch(Map::isEmpty) && letters.isOver(sinceMillis());
  }

  private void note(Connection connection) throws SQLException {
    for (var each : LEASED.entrySet()) {
      String sql =
          """
          SELECT id, epoch FROM %1$s.%2$s
           WHERE open AND owner IN (SELECT id FROM %1$s.node WHERE name = ANY(string_to_array(?, ',')))
          """
              .formatted(each.getKey(), each.getValue());
      Map<UUID, Integer> found = new HashMap<>();
      Sql.query(
          connection,
          sql,
          row -> found.put(row.getObject(1, UUID.class), row.getInt(2)),
          String.join(",", victims));
      held.put(each.getKey(), found);
    }
    letters.look(connection, sinceMillis());
    noted = true;
  }

  private void look(Connection connection) throws SQLException {
    for (var each : LEASED.entrySet()) {
      Map<UUID, Integer> waiting = held.get(each.getKey());
      if (waiting.isEmpty()) continue;
      String sql =
          """
          SELECT id, epoch FROM %s.%s
           WHERE open AND owner IS NOT NULL AND id = ANY(string_to_array(?, ',')::uuid[])
          """
              .formatted(each.getKey(), each.getValue());
      Map<UUID, Integer> still = new HashMap<>();
      Sql.query(
          connection,
          sql,
          row -> still.put(row.getObject(1, UUID.class), row.getInt(2)),
          text(waiting.keySet()));
      // free again is not yet moved; those that are look open without an owner
      Set<UUID> free = free(connection, each.getKey(), each.getValue(), waiting.keySet());
      waiting
          .entrySet()
          .removeIf(
              one -> {
                boolean stands =
                    free.contains(one.getKey()) || one.getValue().equals(still.get(one.getKey()));
                if (!stands) ended.add(new Stall(each.getKey(), one.getKey(), since()));
                return !stands;
              });
    }
    letters.look(connection, sinceMillis());
  }

  private static Set<UUID> free(Connection connection, String role, String table, Set<UUID> waiting)
      throws SQLException {
    String sql =
        """
        SELECT id FROM %s.%s
         WHERE open AND owner IS NULL AND due_at <= clock_timestamp()
           AND id = ANY(string_to_array(?, ',')::uuid[])
        """
            .formatted(role, table);
    return new HashSet<>(ids(connection, sql, text(waiting)));
  }

  private static List<UUID> ids(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return Sql.query(connection, sql, row -> row.getObject(1, UUID.class), parameters);
  }

  private static String text(Set<UUID> ids) {
    return String.join(",", ids.stream().map(UUID::toString).toList());
  }

  private Duration since() {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private long sinceMillis() {
    return since().toMillis();
  }
}
