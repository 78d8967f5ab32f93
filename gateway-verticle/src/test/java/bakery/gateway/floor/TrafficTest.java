package bakery.gateway.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of the last minutes, and what is forgotten. */
class TrafficTest {

  private long now = 1_800_000_000_000L;
  private int made;
  private final Traffic traffic = new Traffic(() -> now);

  @Test
  void each_point_speaks_of_the_minute_before_it() {
    for (int second = 0; second < 300; second++) {
      for (int i = 0; i < 10; i++) complete(place(), second < 200 ? 1_000 : 4_000);
      now += 1_000;
    }
    JsonObject told = traffic.json(new JsonObject());

    assertThat(last(told, "placed")).isEqualTo(600);
    assertThat(last(told, "completed")).isEqualTo(600);
    assertThat(last(told, "p50")).isCloseTo(4, within(0.2));
    assertThat(told.getJsonArray("p50").getDouble(60)).isCloseTo(1, within(0.05));
    assertThat(told.getJsonArray("at")).hasSize(Traffic.POINTS);
    assertThat(told.getJsonArray("at").getLong(Traffic.POINTS - 1)).isEqualTo(now / 1_000);
  }

  @Test
  void the_slowest_hundredth_is_seen_and_a_minute_later_forgotten() {
    for (int i = 0; i < 980; i++) complete(place(), 1_000);
    for (int i = 0; i < 20; i++) complete(place(), 90_000);
    now += 4_000;
    JsonObject soon = traffic.json(new JsonObject());
    now += 60_000;
    JsonObject later = traffic.json(new JsonObject());

    assertThat(last(soon, "p50")).isCloseTo(1, within(0.05));
    assertThat(last(soon, "p99")).isCloseTo(90, within(5.0));
    assertThat(last(later, "completed")).isZero();
    assertThat(later.getJsonArray("p99").getValue(later.getJsonArray("p99").size() - 1)).isNull();
  }

  @Test
  void after_a_silence_of_an_hour_nothing_old_comes_back() {
    for (int i = 0; i < 100; i++) complete(place(), 1_000);
    now += 3_600_000;

    JsonArray placed = traffic.json(new JsonObject()).getJsonArray("placed");

    assertThat(placed.stream().mapToInt(each -> (int) each).sum()).isZero();
  }

  @Test
  void some_orders_are_shown_where_they_are_until_everybody_saw_them_go() {
    UUID order = place();
    hear(order, Status.BAKING, now);
    JsonObject shown = sample().getJsonObject(0);
    assertThat(shown.getString("status")).isEqualTo("BAKING");
    assertThat(shown.getString("number")).isEqualTo(Order.numberOf(order));

    complete(order, 1_000);
    now += Traffic.FAREWELL_MILLIS;
    assertThat(sample().getJsonObject(0).getString("status")).isEqualTo("COMPLETED");
    now += 1;
    assertThat(sample()).isEmpty();
  }

  @Test
  void a_sample_is_no_bigger_however_many_orders_there_are_and_goes_on() {
    for (int i = 0; i < 10_000; i++) place();
    assertThat(sample()).hasSize(Traffic.SAMPLE);

    now += Traffic.QUIET_MILLIS + 1;
    String fresh = place().toString();

    assertThat(sample()).hasSize(Traffic.SAMPLE);
    assertThat(sample().getJsonObject(Traffic.SAMPLE - 1).getString("order")).isEqualTo(fresh);
  }

  private JsonArray sample() {
    return traffic.json(new JsonObject()).getJsonArray("sample");
  }

  private UUID place() {
    UUID id = new UUID(now << 16 | 0x7000, 0x8000_0000_0000_0000L | ++made);
    hear(id, Status.PLACED, now);
    return id;
  }

  private void complete(UUID order, long afterMillis) {
    hear(order, Status.COMPLETED, (order.getMostSignificantBits() >>> 16) + afterMillis);
  }

  private void hear(UUID order, Status status, long atMillis) {
    traffic.hear(new News(order, 1, status, Instant.ofEpochMilli(atMillis), null));
  }

  private static double last(JsonObject told, String name) {
    JsonArray points = told.getJsonArray(name);
    return points.getDouble(points.size() - 1);
  }
}
