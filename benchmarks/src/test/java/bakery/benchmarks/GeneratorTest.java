package bakery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.benchmarks.load.ClosedLoop;
import bakery.benchmarks.load.Customers;
import bakery.benchmarks.load.OrderForm;
import bakery.benchmarks.report.Verdict;
import bakery.benchmarks.world.World;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The meter counts what a real bakery did, and cannot be told that all is well when it is not. */
class GeneratorTest {
  private static final String ORDERS = "SELECT count(*) AS orders FROM gateway.orders";

  private static final OrderForm FOR_THE_COUNTER =
      new OrderForm(
          """
          {"lines":[{"product":"bread","quantity":1}],\
          "fulfilment":{"method":"pickup"},\
          "payment":{"method":"card","token":"tok_ok"}}""");

  private static World world;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    world = World.open(Setup.FOLDER, 1);
  }

  @AfterAll
  static void close() {
    if (world != null) world.close();
  }

  @Test
  void every_order_of_a_run_is_counted_once_and_seen_to_its_end() throws InterruptedException {
    var before = ordersInTable();
    try (var customers = Setup.customers(world, 8, 4)) {
      var run = new Run(world, customers, new ClosedLoop(customers, 8));

      run.warmUp(0);
      run.await("some orders", 60, () -> customers.counts().completed() >= 20);
      run.measure(1);
      var result = run.finish(20);
      var window = result.window();
      var verdict = result.verdict();

      assertThat(verdict.whole()).as(verdict.text()).isTrue();
      assertThat(verdict.acknowledged()).isEqualTo(ordersInTable() - before).isPositive();
      assertThat(customers.counts().completed()).isEqualTo(verdict.acknowledged());
      assertThat(verdict.feedEnds()).isEqualTo(verdict.acknowledged() / 4);
      assertThat(window.order().rows().written()).isGreaterThan(10);
      assertThat(window.cpu().nodes()).isPositive();
      assertThat(window.cpu().postgres()).isPositive();
    }
  }

  /** Nobody comes to collect it. */
  @Test
  void an_order_that_is_not_completed_is_told() {
    var verdict = oneOrder(FOR_THE_COUNTER);

    assertThat(verdict.whole()).isFalse();
    assertThat(verdict.unseen()).isEqualTo(1);
    assertThat(verdict.text()).contains("NOT COMPLETED: 1 of 1");
  }

  private static Verdict oneOrder(OrderForm form) {
    try (var customers =
        new Customers(world.vertx(), world.gateway(), form, 1, world.connect(), 0)) {
      var loop = new ClosedLoop(customers, 1);
      loop.start();
      return new Run(world, customers, loop).end(2);
    }
  }

  private static long ordersInTable() {
    return world.admin().ask(ORDERS, Tuple.tuple()).iterator().next().getLong("orders");
  }
}
