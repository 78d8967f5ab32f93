package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every role on exactly two JVMs, 400 orders, and in the midst of them one JVM dies, the oldest of
 * the cluster or the youngest: no customer notices.
 */
@AtTheSharedBakery
class KilledNodeTest {

  private static final int ORDERS = 400;
  private static final int PLACED_WHEN_IT_DIES = 200;
  private static final int FOLLOWERS = 100;

  @ParameterizedTest(name = "node {0}")
  @ValueSource(ints = {0, 3})
  @Timeout(120)
  void a_node_is_killed_and_every_order_ends_once(int which, WholeBakery bakery) throws Exception {
    Jvm victim = bakery.nodes().get(which);
    Crowd crowd = new Crowd(bakery, FOLLOWERS);
    long before = bakery.books().orders();

    Future<List<Tracked>> ordering = crowd.ordering(ORDERS, Wanted.breakfast());
    Patience.seconds(30)
        .until("many are placed", () -> bakery.books().orders() >= before + PLACED_WHEN_IT_DIES);
    assertThat(bakery.books().openOrders()).as("in flight when it dies").isGreaterThan(50);
    victim.kill9();
    List<Tracked> acknowledged = ordering.get();

    assertThat(acknowledged).hasSize(ORDERS);
    bakery.books().comeToRest(Patience.seconds(60));
    acknowledged.forEach(order -> order.eventually("COMPLETED"));
    crowd.followers().forEach(follower -> follower.sawItAll(Duration.ofSeconds(20)));
    assertThat(crowd.followers()).allMatch(follower -> follower.last().equals("COMPLETED"));
    if (victim.isGateway()) {
      assertThat(crowd.followers()).anyMatch(follower -> follower.connections() > 1);
    }
  }
}
