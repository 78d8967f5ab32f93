package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL stops under load and starts again: gateways say so and recover by themselves. */
@AtTheSharedBakery
class DatabaseAwayTest {

  @Test
  @Timeout(120)
  void the_database_goes_and_comes_and_no_acknowledged_order_is_lost(WholeBakery bakery)
      throws Exception {
    Crowd crowd = new Crowd(bakery, 50);
    Future<List<Tracked>> ordering = crowd.ordering(600, Wanted.breakfast());
    Patience.seconds(20).until("many are in flight", () -> bakery.books().openOrders() >= 100);

    TestDatabase.server().stopImmediately();
    try {
      for (Jvm gateway : bakery.livingGateways()) {
        Patience.seconds(15).untilAsserted(() -> saysTryLater(gateway));
        assertThat(gateway.isReady()).as("%s stays ready", gateway).isTrue();
      }
    } finally {
      TestDatabase.server().start();
    }

    assertThat(ordering.get()).hasSize(600);
    bakery.books().comeToRest(Patience.seconds(60));
    ordering.get().forEach(order -> order.eventually("COMPLETED"));
    crowd.followers().forEach(follower -> follower.sawItAll(Duration.ofSeconds(20)));
    bakery.order(Wanted.twoCroissants()).eventually("COMPLETED");
  }

  private static void saysTryLater(Jvm gateway) {
    String key = UUID.randomUUID().toString();
    Http.Reply reply =
        Http.send(WholeBakery.placing(gateway, key, Wanted.twoCroissants())).orElseThrow();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.header("Content-Type")).contains("application/problem+json");
  }
}
