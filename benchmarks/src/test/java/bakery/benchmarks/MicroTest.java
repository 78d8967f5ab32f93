package bakery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.benchmarks.micro.OneOrder;
import bakery.gateway.model.Status;
import bakery.gateway.orders.OrderJsonBenchmark;
import bakery.platform.LettersBenchmark;
import org.junit.jupiter.api.Test;

/** What JMH repeats does what a node does, once. */
class MicroTest {

  @Test
  void an_order_lives_from_its_request_to_its_payment() {
    assertThat(OneOrder.life()).hasSize(OneOrder.STEPS);
    assertThat(OneOrder.completed().last().status()).isEqualTo(Status.COMPLETED);
    assertThat(OneOrder.letters()).hasSize(OneOrder.LETTERS).doesNotHaveDuplicates();
  }

  @Test
  void what_is_read_is_what_was_written() {
    assertThat(new OrderJsonBenchmark().readHistory()).isEqualTo(OneOrder.completed().history());
    assertThat(new LettersBenchmark().read())
        .extracting(letter -> letter.message())
        .containsExactlyElementsOf(
            OneOrder.letters().stream().map(letter -> letter.message()).toList());
  }
}
