package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way that an order can go, from HTTP to its end, seen by a follower. */
@AtTheSharedBakery
@Timeout(120)
class LivesOfOrdersTest {

  @Test
  void delivered(WholeBakery bakery) {
    assertThat(lifeOf(bakery.order(Wanted.breakfast())))
        .containsExactly(
            "PLACED", "PAID", "BAKING", "READY", "ON_THE_WAY", "DELIVERED", "COMPLETED");
  }

  @Test
  void paid_in_cash_at_the_door(WholeBakery bakery) {
    assertThat(lifeOf(bakery.order(Wanted.breakfast().paidInCash())))
        .startsWith("PLACED")
        .endsWith("DELIVERED", "COMPLETED");
  }

  @Test
  void collected_at_the_counter(WholeBakery bakery) {
    Tracked order = bakery.order(Wanted.twoCroissants().pickedUp()).eventually("READY");

    assertThat(order.collect().status() / 100).isEqualTo(2);

    assertThat(lifeOf(order))
        .containsExactly("PLACED", "PAID", "BAKING", "READY", "COLLECTED", "COMPLETED");
  }

  @Test
  void declined(WholeBakery bakery) {
    assertThat(lifeOf(bakery.order(Wanted.twoCroissants().paidBy("tok_declined"))))
        .containsExactly("PLACED", "DECLINED");
  }

  @Test
  void cancelled_while_the_payment_is_slow(WholeBakery bakery) {
    Tracked order = bakery.order(Wanted.twoCroissants().paidBy("tok_slow"));

    assertThat(order.cancel().status()).isEqualTo(202);

    assertThat(lifeOf(order)).startsWith("PLACED", "CANCELLING").endsWith("CANCELLED");
  }

  @Test
  void paid_by_cards_that_misbehave(WholeBakery bakery) {
    List<Tracked> orders =
        List.of(
            bakery.order(Wanted.twoCroissants().paidBy("tok_flaky")),
            bakery.order(Wanted.twoCroissants().paidBy("tok_outcome_unknown")));

    orders.forEach(order -> assertThat(lifeOf(order)).endsWith("COMPLETED"));
    bakery.books().comeToRest(Patience.seconds(30));
  }

  private static List<String> lifeOf(Tracked order) {
    return order.follow().sawItAll(Duration.ofSeconds(40)).told().stream()
        .map(Follower.Told::status)
        .toList();
  }
}
