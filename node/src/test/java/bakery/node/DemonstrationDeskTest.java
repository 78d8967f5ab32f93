package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.gateway.floor.Tempo;
import bakery.platform.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a node refuses of a demonstration; what it does is seen at the bakery's page. */
class DemonstrationDeskTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Staff ADA = new Staff("Ada", Right.OPERATOR);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void aNodeThatWasNotStartedForItPlaysNothingAndTellsOfNothing() {
    var desk = desk(Map.of());

    assertThat(desk.told()).isNull();
    assertThatThrownBy(() -> desk.play(new Tempo(60, 1), ADA, null))
        .isInstanceOf(OperatorProblem.class)
        .hasMessage("west was started without BAKERY_DEMONSTRATION=true");
  }

  @Test
  void whatWouldBeTooMuchIsRefusedWithItsLimit() {
    var desk =
        desk(
            Map.of("BAKERY_DEMONSTRATION", "true", "BAKERY_DEMONSTRATION_ORDERS_PER_SECOND", "50"));
    await().until(() -> desk.told() != null);

    assertThatThrownBy(() -> desk.play(new Tempo(60, 1_000), ADA, null))
        .isInstanceOf(OperatorProblem.class)
        .hasMessage(
            "speed 60, load 1000 would be 180 orders a second on the average of the day;"
                + " at most 50 (BAKERY_DEMONSTRATION_ORDERS_PER_SECOND)");
    assertThatThrownBy(() -> desk.end(ADA)).hasMessage("no demonstration is under way");
    assertThat(desk.told().getString("state")).isEqualTo("idle");
  }

  @Test
  void aNodeThatLeavesPlaysNothingMore() {
    var desk = desk(Map.of("BAKERY_DEMONSTRATION", "true"));
    await().until(() -> desk.told() != null);

    desk.leave();

    assertThat(desk.told()).isNull();
    assertThatThrownBy(() -> desk.play(new Tempo(60, 1), ADA, null)).hasMessage("west is leaving");
  }

  private static DemonstrationDesk desk(Map<String, String> settings) {
    var desk =
        new DemonstrationDesk("west", new Settings(settings), VERTX, new SimpleMeterRegistry());
    desk.open(null, List.of());
    return desk;
  }
}
