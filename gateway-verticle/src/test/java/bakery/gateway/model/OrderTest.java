package bakery.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An order's history. */
class OrderTest {

  @Test
  void noStepIsBeforeTheLastOne() {
    Order order = Samples.placed();

    Order next = order.step(Status.PAID, Order.WaitsFor.NOTHING, null, Samples.NOW.minusSeconds(1));

    assertThat(next.history().getLast().at()).isEqualTo(order.history().getLast().at());
  }
}
