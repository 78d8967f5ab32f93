package bakery.whole.simulation;

import bakery.billing.BillingModel;
import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.Pace;
import bakery.contracts.PaymentMethod;
import bakery.contracts.Product;
import bakery.contracts.Role;
import bakery.delivery.DeliveryModel;
import bakery.delivery.model.Delivery;
import bakery.delivery.model.Patience;
import bakery.delivery.model.Result;
import bakery.gateway.model.Deadlines;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Wish;
import bakery.gateway.orders.GatewayModel;
import bakery.kitchen.KitchenModel;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Menu;
import bakery.kitchen.model.Ticket;
import bakery.node.BakeryWire;
import bakery.platform.Model;
import bakery.platform.Ports;
import bakery.platform.RoleService;
import bakery.platform.Wire;
import bakery.platform.Worker;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.SimBus;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The whole bakery in one thread: the real engine and the real models on a simulated bus, database
 * and clock, with nodes that die, freeze and come back.
 */
final class SimBakery {

  /** So long that nothing which was lost is healed by them; only who does not come is noticed. */
  private static final Deadlines FAR =
      new Deadlines(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          Duration.ofHours(1));

  /** So short that they race everything else. */
  private static final Deadlines NEAR =
      new Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  private static final long HEARTBEAT_MILLIS = 6_500;

  final World world;
  final SimBus bus;
  final SimProvider provider;
  final MemoryDatabase<Order, News> orders;
  final MemoryDatabase<Payment, Posting> payments;
  final MemoryDatabase<Ticket, Ticket> tickets;
  final MemoryDatabase<Delivery, Delivery> deliveries;
  final List<String> violations = new ArrayList<>();
  final Set<UUID> acknowledged = new TreeSet<>();
  private final Model<Order, News> gatewayModel;
  private final Model<Payment, Posting> billingModel = new BillingModel(Duration.ofSeconds(5));
  private final Model<Ticket, Ticket> kitchenModel;
  private final Model<Delivery, Delivery> deliveryModel;
  private final Wire wire = new BakeryWire();
  private final Map<SimNode, RoleService<Order, News>> gateways = new HashMap<>();
  private int expected;
  private final List<SimNode> nodes = new ArrayList<>();

  SimBakery(long seed) {
    world = new World(seed);
    gatewayModel = new GatewayModel(seed % 4 == 0 ? NEAR : FAR);
    Faults faults = Faults.of(world);
    bus = new SimBus(world, faults);
    provider = new SimProvider(world, faults.unknown());
    Menu menu = Menu.of(1, List.of(product("croissant", true), product("pretzel", false)));
    kitchenModel = new KitchenModel(() -> menu, Pace.parse("60"));
    deliveryModel =
        new DeliveryModel(new Patience(3, Duration.ofSeconds(20)), Duration.ofSeconds(2));
    orders = new MemoryDatabase<>(world, faults, gatewayModel);
    payments = new MemoryDatabase<>(world, faults, billingModel);
    tickets = new MemoryDatabase<>(world, faults, kitchenModel);
    deliveries = new MemoryDatabase<>(world, faults, deliveryModel);
  }

  // ---- nodes and what happens to them

  void open(int count) {
    for (int i = 0; i < count; i++) start();
  }

  private void start() {
    SimNode node = new SimNode(world);
    nodes.add(node);
    RoleService<Order, News> gateway =
        service(node, Role.GATEWAY, gatewayModel, false, orders, n -> {});
    gateways.put(node, gateway);
    begin(gateway, List.of());
    begin(
        service(node, Role.BILLING, billingModel, true, payments, paid -> {}),
        List.of(worker(node, "cashier", 8, provider::ask)));
    begin(
        service(node, Role.KITCHEN, kitchenModel, true, tickets, baked -> bakedHere(node, baked)),
        List.of(worker(node, "baker", 3, ticket -> takes(node, 4_000, new Baked()))));
    begin(
        service(node, Role.DELIVERY, deliveryModel, true, deliveries, brought -> {}),
        List.of(worker(node, "courier", 3, delivery -> takes(node, 5_000, ring(delivery)))));
  }

  private <A, R> void begin(RoleService<A, R> service, List<Worker<A>> workers) {
    service.start().onSuccess(open -> workers.forEach(service::hire));
  }

  private <A, R> RoleService<A, R> service(
      SimNode node,
      Role role,
      Model<A, R> model,
      boolean leased,
      MemoryDatabase<A, R> database,
      Consumer<List<R>> onCommit) {
    Ports<A, R> ports =
        new Ports<>(
            database.store(node),
            database.outbox(node),
            database.attendance(node),
            bus.of(node),
            node);
    return new RoleService<>(
        role.address(),
        node.id,
        "sim",
        wire,
        new SimpleMeterRegistry(),
        model,
        leased,
        ports,
        onCommit);
  }

  /** One dies, and another is started a little later. */
  void killOne() {
    if (nodes.size() == 1) return; // somebody must be left to ask
    SimNode victim = anyNode();
    victim.die();
    nodes.remove(victim);
    gateways.remove(victim);
    world.after(300 + world.upTo(900), () -> bus.reportGone(victim));
    world.after(world.upTo(5_000), this::start);
  }

  /** One freezes, perhaps for so long that the others take it for dead, and thaws. */
  void freezeOne() {
    SimNode victim = anyNode();
    long millis = world.upTo(15_000);
    victim.freeze(millis);
    if (millis < HEARTBEAT_MILLIS) return;
    world.after(HEARTBEAT_MILLIS, () -> bus.reportGone(victim));
    world.after(millis + 1, () -> bus.reportAllOthersGone(victim, List.copyOf(nodes)));
  }

  private SimNode anyNode() {
    return nodes.get(world.random.nextInt(nodes.size()));
  }

  // ---- customers

  void expectCustomer(long inMillis) {
    expected++;
    world.after(inMillis, this::customer);
  }

  /** Everybody who came has an order, every order has its end, and nothing is left to say. */
  boolean atRest() {
    return acknowledged.size() == expected
        && orders.rows.values().stream().allMatch(row -> row.state().status().isFinal())
        && payments.rows.values().stream().noneMatch(row -> row.state().status().open())
        && Stream.of(orders, payments, tickets, deliveries)
            .allMatch(database -> database.unreceipted().isEmpty());
  }

  /** Places an order at any gateway, and again until it is acknowledged. */
  private void customer() {
    Order order = anyOrder();
    place(order);
    if (world.chance(0.2)) later(10_000, order, new Wish.Cancel("changed my mind"));
    if (order.isPickup() && world.chance(0.8)) collect(order);
  }

  private void place(Order order) {
    SimNode node = anyNode();
    world.after(
        1,
        () ->
            node.run(
                () ->
                    gateways
                        .get(node)
                        .tell(order.id(), new Wish.PlaceOrder(order))
                        .onSuccess(placed -> acknowledged.add(order.id()))));
    world.after(
        3_000,
        () -> {
          if (!acknowledged.contains(order.id())) place(order);
        });
  }

  private void later(long max, Order order, Wish wish) {
    world.after(
        world.upTo(max),
        () -> {
          SimNode node = anyNode();
          node.run(() -> gateways.get(node).tell(order.id(), wish));
        });
  }

  private void collect(Order order) {
    for (int minute = 1; minute < 3; minute++) {
      world.after(60_000L * minute, () -> later(1_000, order, new Wish.Collect()));
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
        world.id(), lines, fulfilment, anyPayment(), world.instant(), Duration.ofMinutes(1), null);
  }

  private PaymentMethod anyPayment() {
    double dice = world.random.nextDouble();
    if (dice < 0.1) return new PaymentMethod.Cash();
    if (dice < 0.15) return new PaymentMethod.Card("tok_declined");
    if (dice < 0.2) return new PaymentMethod.Card("tok_capture_fails");
    return new PaymentMethod.Card("tok_ok");
  }

  // ---- workers

  private <A> Worker<A> worker(SimNode node, String name, int slots, Function<A, Future<?>> work) {
    return new SimWorker<>(name + " of " + node.id, slots, work);
  }

  /** A result counts only for the baker who has the ticket: a late one of another is refused. */
  private void bakedHere(SimNode node, List<Ticket> changed) {
    for (Ticket ticket : changed) {
      if (ticket.status() == Ticket.Status.BAKED && !ticket.baker().endsWith(node.id.toString())) {
        violations.add("a late result was taken for " + ticket);
      }
    }
  }

  private Future<?> takes(SimNode node, long maxMillis, Object result) {
    Promise<Object> promise = Promise.promise();
    boolean neverDone = world.chance(0.01);
    boolean fails = world.chance(0.02);
    if (neverDone) return promise.future();
    node.after(
        world.upTo(maxMillis),
        () -> {
          if (fails) promise.fail("burnt a finger");
          else promise.complete(result);
        });
    return promise.future();
  }

  private static Result ring(Delivery delivery) {
    return delivery.address().street().startsWith("Nowhere")
        ? new Result.Undeliverable("nobody there")
        : new Result.Delivered();
  }

  private static Product product(String id, boolean available) {
    return new Product(
        id, id, "sweet-breads", Money.of(250, "GBP"), 0, List.of(), "oven", 10, 60, available);
  }
}
