package bakery.whole.simulation;

import bakery.billing.BillingModel;
import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.contracts.Money;
import bakery.contracts.Pace;
import bakery.contracts.Product;
import bakery.contracts.Role;
import bakery.delivery.DeliveryModel;
import bakery.delivery.model.Delivery;
import bakery.delivery.model.Patience;
import bakery.delivery.model.Result;
import bakery.gateway.model.Deadlines;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Wish;
import bakery.gateway.orders.GatewayModel;
import bakery.kitchen.KitchenModel;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Menu;
import bakery.kitchen.model.Ticket;
import bakery.node.BakeryWire;
import bakery.platform.Change;
import bakery.platform.Model;
import bakery.platform.Ports;
import bakery.platform.RoleService;
import bakery.platform.Wire;
import bakery.platform.Worker;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.Outages;
import bakery.platform.sim.SimBus;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
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

  private static final Duration COLLECTION = Duration.ofSeconds(30);

  /** So long that nothing which was lost is healed by them; only who does not come is noticed. */
  private static final Deadlines FAR =
      new Deadlines(
          Duration.ofHours(1),
          Duration.ofHours(1),
          COLLECTION,
          Duration.ofHours(1),
          Duration.ofHours(1));

  /** So short that they race everything else. */
  private static final Deadlines NEAR =
      new Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          COLLECTION,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  final SimCustomers customers;
  final Outages outages = new Outages();
  final World world;
  final SimBus bus;
  final SimProvider provider;
  final MemoryDatabase<Order, News> orders;
  final MemoryDatabase<Payment, Posting> payments;
  final MemoryDatabase<Ticket, Ticket> tickets;
  final MemoryDatabase<Delivery, Delivery> deliveries;
  final List<String> violations = new ArrayList<>();
  final Set<UUID> acknowledged = new TreeSet<>();
  final Set<UUID> poison = new TreeSet<>();
  private final Model<Order, News> gatewayModel;
  private final Model<Payment, Posting> billingModel = new BillingModel(Duration.ofSeconds(5));
  private final Model<Ticket, Ticket> kitchenModel;
  private final Model<Delivery, Delivery> deliveryModel;
  private final Wire wire = BakeryWire.WIRE;
  private final Map<SimNode, RoleService<Order, News>> gateways = new HashMap<>();
  private final Map<SimNode, List<RoleService<?, ?>>> services = new HashMap<>();
  private final List<SimNode> nodes = new ArrayList<>();
  private final MeterRegistry meters = new CompositeMeterRegistry();

  SimBakery(World world) {
    this.world = world;
    customers = new SimCustomers(this);
    gatewayModel = new GatewayModel(world.chance(0.25) ? NEAR : FAR);
    Faults faults = Faults.of(world);
    bus = new SimBus(world, faults, outages);
    provider = new SimProvider(world, faults.unknown());
    Menu menu = Menu.of(1, List.of(product("croissant", true), product("pretzel", false)));
    kitchenModel = kitchen(new KitchenModel(() -> menu, Pace.parse("60")));
    deliveryModel =
        new DeliveryModel(new Patience(3, Duration.ofSeconds(20)), Duration.ofSeconds(2));
    orders = new MemoryDatabase<>(world, faults, outages, gatewayModel);
    payments = new MemoryDatabase<>(world, faults, outages, billingModel);
    tickets = new MemoryDatabase<>(world, faults, outages, kitchenModel);
    deliveries = new MemoryDatabase<>(world, faults, outages, deliveryModel);
  }

  private Model<Ticket, Ticket> kitchen(KitchenModel model) {
    return switch (world.bug) {
      case HANDLER_NOT_IDEMPOTENT -> new ForgetfulKitchen(model, ticket -> true);
      case UNDO_WITHOUT_TOMBSTONE -> new ForgetfulKitchen(model, ForgetfulKitchen::isTombstone);
      default -> model;
    };
  }

  void open(int count) {
    for (int i = 0; i < count; i++) start();
  }

  void start() {
    SimNode node = new SimNode(world);
    nodes.add(node);
    RoleService<Order, News> gateway =
        service(node, Role.GATEWAY, gatewayModel, false, orders, n -> {});
    gateways.put(node, gateway);
    begin(node, gateway, List.of());
    begin(
        node,
        service(node, Role.BILLING, billingModel, true, payments, paid -> {}),
        List.of(worker(node, "cashier", 8, provider::ask)));
    begin(
        node,
        service(node, Role.KITCHEN, kitchenModel, true, tickets, baked -> bakedHere(node, baked)),
        List.of(worker(node, "baker", 3, ticket -> takes(node, 4_000, new Baked()))));
    begin(
        node,
        service(node, Role.DELIVERY, deliveryModel, true, deliveries, brought -> {}),
        List.of(worker(node, "courier", 3, delivery -> takes(node, 5_000, ring(delivery)))));
  }

  private <A, R> void begin(SimNode node, RoleService<A, R> service, List<Worker<A>> workers) {
    services.computeIfAbsent(node, n -> new ArrayList<>()).add(service);
    service.start().onSuccess(open -> workers.forEach(service::hire));
  }

  private <A, R> RoleService<A, R> service(
      SimNode node,
      Role role,
      Model<A, R> model,
      boolean leased,
      MemoryDatabase<A, R> database,
      Consumer<List<Change<A, R>>> onCommit) {
    Ports<A, R> ports =
        new Ports<>(
            database.store(node),
            database.outbox(node),
            database.attendance(node),
            bus.of(node),
            node);
    return new RoleService<>(
        role.address(), node.id, "sim", wire, meters, model, leased, ports, onCommit);
  }

  List<SimNode> nodes() {
    return List.copyOf(nodes);
  }

  SimNode anyNode() {
    return nodes.get(world.random.nextInt(nodes.size()));
  }

  /** Nobody is sent to it any more. */
  void dismiss(SimNode node) {
    nodes.remove(node);
  }

  Future<?> drain(SimNode node, Duration limit) {
    return Future.join(services.get(node).stream().map(service -> service.drain(limit)).toList());
  }

  Future<Order> tell(SimNode gateway, UUID order, Wish wish) {
    return gateways.get(gateway).tell(order, wish);
  }

  /** Everybody who came has an order, every order has its end, and nothing is left to say. */
  boolean atRest() {
    return acknowledged.size() == customers.expected()
        && orders.rows.values().stream().allMatch(row -> row.state().status().isFinal())
        && payments.rows.values().stream().noneMatch(row -> row.state().status().open())
        && databases().allMatch(database -> database.unreceipted().isEmpty());
  }

  Stream<MemoryDatabase<?, ?>> databases() {
    return Stream.of(orders, payments, tickets, deliveries);
  }

  private <A> Worker<A> worker(SimNode node, String name, int slots, Function<A, Future<?>> work) {
    return new SimWorker<>(name + " of " + node.id, slots, work);
  }

  /** A result counts only for the baker who has the ticket: a late one of another is refused. */
  private void bakedHere(SimNode node, List<Change<Ticket, Ticket>> changed) {
    for (Change<Ticket, Ticket> change : changed) {
      Ticket ticket = change.after().state();
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
