package bakery.whole.simulation;

import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.Order;
import bakery.gateway.model.Wish;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import java.time.Duration;
import java.util.List;

/** Customers who order, change their minds, collect, and try again until they have an answer. */
final class SimCustomers {

  private static final long PATIENCE_MILLIS = 3_000;
  private static final Duration PROMISED = Duration.ofSeconds(12);

  private final SimBakery bakery;
  private final World world;
  private int expected;

  SimCustomers(SimBakery bakery) {
    this.bakery = bakery;
    this.world = bakery.world;
  }

  /** How many have come or will come. */
  int expected() {
    return expected;
  }

  void expect(long inMillis) {
    expected++;
    world.after(inMillis, this::comes);
  }

  private void comes() {
    Order order = anyOrder();
    place(order);
    if (world.chance(0.2)) later(10_000, order, new Wish.Cancel("changed my mind"));
    if (order.isPickup() && world.chance(0.8)) collect(order);
  }

  private void place(Order order) {
    if (bakery.acknowledged.contains(order.id())) return;
    SimNode gateway = bakery.anyNode();
    gateway.run(
        () ->
            bakery
                .tell(gateway, order.id(), new Wish.PlaceOrder(order))
                .onSuccess(placed -> bakery.acknowledged.add(order.id())));
    world.after(PATIENCE_MILLIS, () -> place(order));
  }

  private void later(long max, Order order, Wish wish) {
    world.after(
        world.upTo(max),
        () -> {
          SimNode gateway = bakery.anyNode();
          gateway.run(() -> bakery.tell(gateway, order.id(), wish));
        });
  }

  private void collect(Order order) {
    for (int time = 1; time < 3; time++) {
      world.after(PROMISED.toMillis() * time, () -> later(1_000, order, new Wish.Collect()));
    }
  }

  private Order anyOrder() {
    List<Line> lines =
        List.of(
            new Line(
                world.chance(0.05) ? "pretzel" : "croissant",
                1 + (int) world.upTo(3),
                Money.of(250, "GBP"),
                0));
    String street = world.chance(0.1) ? "Nowhere 1" : "Baker Street 1";
    Fulfilment fulfilment =
        world.chance(0.3)
            ? new Fulfilment.Pickup()
            : new Fulfilment.Delivery(new Address("A", "1", street, "Edinburgh", "EH1 1AA"));
    return Order.place(
        world.id(), lines, fulfilment, anyPayment(), world.instant(), PROMISED, null);
  }

  private PaymentMethod anyPayment() {
    double dice = world.random.nextDouble();
    if (dice < 0.1) return new PaymentMethod.Cash();
    if (dice < 0.15) return new PaymentMethod.Card("tok_declined");
    if (dice < 0.2) return new PaymentMethod.Card("tok_capture_fails");
    return new PaymentMethod.Card("tok_ok");
  }
}
