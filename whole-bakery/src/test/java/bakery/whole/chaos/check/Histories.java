package bakery.whole.chaos.check;

import bakery.gateway.model.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The history of every order in the table, a byte a step. */
final class Histories {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Status[] STATUSES = Status.values();

  private final Map<UUID, Row> rows = new HashMap<>();

  /**
   * How far an order has come.
   *
   * @param steps ordinals of its statuses
   * @param key the idempotency key that leads to it, or null
   * @param earlier it was there before the crowd
   */
  record Row(Status status, int seq, boolean open, byte[] steps, String key, boolean earlier) {

    /** At this place of the history, from 1; null where there is none. */
    Status step(int place) {
      return place < 1 || place > steps.length ? null : STATUSES[steps[place - 1]];
    }

    int length() {
      return steps.length;
    }

    String words() {
      List<String> names = new ArrayList<>();
      for (int place = 1; place <= steps.length; place++) names.add(step(place).name());
      return String.join(" ", names);
    }
  }

  /**
   * @param came when the crowd came: what was ordered before is not of its customers
   */
  static Histories in(Tables tables, Instant came) {
    Histories all = new Histories();
    tables.read(
        """
        SELECT o.id, o.status, o.seq, o.open, o.history, k.key,
               o.placed_at < timestamptz '%s' AS earlier
          FROM gateway.orders o LEFT JOIN gateway.idempotency_key k ON k.order_id = o.id
        """
            .formatted(came),
        all::add);
    return all;
  }

  private void add(ResultSet row) throws SQLException {
    rows.put(
        row.getObject("id", UUID.class),
        new Row(
            Status.valueOf(row.getString("status")),
            row.getInt("seq"),
            row.getBoolean("open"),
            steps(row.getString("history")),
            row.getString("key"),
            row.getBoolean("earlier")));
  }

  private static byte[] steps(String history) {
    try {
      JsonNode list = JSON.readTree(history);
      byte[] steps = new byte[list.size()];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (byte) Status.valueOf(list.get(i).get("status").asText()).ordinal();
      }
      return steps;
    } catch (IOException e) {
      throw new IllegalStateException(history, e);
    }
  }

  /** Null when there is no such order. */
  Row of(UUID id) {
    return rows.get(id);
  }

  void forEach(BiConsumer<UUID, Row> each) {
    rows.forEach(each);
  }

  int size() {
    return rows.size();
  }
}
