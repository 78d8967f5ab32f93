package bakery.kitchen;

import static bakery.platform.testing.TestDatabase.database;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Answer;
import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.Item;
import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderRefused;
import bakery.contracts.Product;
import bakery.contracts.Query;
import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.platform.Letter;
import bakery.platform.Premises;
import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.Wire;
import bakery.platform.postgres.Database;
import bakery.platform.testing.LocalBus;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kitchens on a real database, and what the gateway hears from them. */
class KitchenVerticleTest {

  private static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  private static final Staff ADA = new Staff("Ada", Right.KITCHEN);

  private static final int ORDERS = 60;
  private static final int SLOTS = 2;

  private final TestDatabase database = database();
  private final Database prepared = database.prepared("kitchen");
  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus();
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  KitchenVerticleTest() {
    bus.serve("gateway", this::hear);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }

  @Test
  void everyOrderIsBakedOnceThoughEveryLetterComesTwice() {
    kitchen("a", 2, "instant");

    for (int i = 0; i < ORDERS; i++) {
      BakeOrder order = order("croissant");
      tell(order);
      tell(order);
    }

    await()
        .until(
            () -> heard.stream().filter(OrderBaked.class::isInstance).distinct().count() == ORDERS);
    assertThat(database.number("SELECT count(*) FROM kitchen.ticket WHERE status = 'BAKED'"))
        .isEqualTo(ORDERS);
    assertThat(database.number("SELECT max(epoch) FROM kitchen.ticket")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM kitchen.ticket WHERE open")).isZero();
  }

  @Test
  void whatIsSoldOutLeavesTheMenuAndIsRefused() {
    kitchen("a", 1, "instant");
    Answer.Menu menu = (Answer.Menu) ask(new Query.ReadMenu(0));

    Answer.Menu changed = (Answer.Menu) ask(new Query.SetAvailability("tea", false, ADA));
    BakeOrder order = order("tea");
    tell(order);

    assertThat(menu.products()).filteredOn(Product::available).hasSize(menu.products().size());
    assertThat(changed.version()).isEqualTo(menu.version() + 1);
    assertThat(changed.products()).filteredOn(p -> !p.available()).hasSize(1);
    assertThat(ask(new Query.ReadMenu(changed.version())))
        .isEqualTo(new Answer.Menu(changed.version(), List.of()));
    assertThat(ask(new Query.SetAvailability("tea", false, ADA))).isEqualTo(changed);
    assertThat(ask(new Query.SetAvailability("unicorn", true, ADA)))
        .isEqualTo(new Answer.Refused("not on the menu: unicorn"));
    assertThat(audit("sell-out", "tea"))
        .as("kept once: what was so already is no deed")
        .isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM kitchen.audit WHERE thing = 'unicorn'"))
        .isZero();
    await().until(() -> heard.contains(new OrderRefused(order.orderId(), "sold out: tea")));
  }

  @Test
  void aMenuChangedElsewhereIsSeenThoughTheNewsOfItIsLost() {
    kitchen("a", 1, "instant");

    database.execute("UPDATE kitchen.product SET available = false WHERE id = 'coke'");
    database.execute("UPDATE kitchen.menu_version SET version = version + 1");

    await().until(() -> ((Answer.Menu) ask(new Query.ReadMenu(1))).version() == 2);
  }

  @Test
  void aHumanFinishesATicketThatNobodyHas() {
    kitchen("a", 0, "real");
    BakeOrder order = order("bread");
    tell(order);
    await().until(() -> !rail().isEmpty());

    Answer.Tickets.Ticket shown = rail().getFirst();
    Object done = ask(new Query.FinishTicket(order.orderId(), "Grace", ADA));

    assertThat(shown.status()).isEqualTo("WAITING");
    assertThat(shown.stations()).containsExactly("oven");
    assertThat(done).isEqualTo(new Answer.Done());
    assertThat(rail()).isEmpty();
    await()
        .until(
            () ->
                heard.containsAll(
                    List.of(
                        new BakingStarted(order.orderId(), "Grace"),
                        new OrderBaked(order.orderId()))));
    assertThat(ask(new Query.FinishTicket(UUID.randomUUID(), "Grace", ADA)))
        .isEqualTo(new Answer.Refused("there is no such ticket"));
    assertThat(audit("finish-ticket", order.orderId().toString())).isEqualTo(1);
  }

  @Test
  void whatAFullOvenCannotTakeWaitsForTheNextOven() {
    kitchen("a", 1, "real");
    for (int i = 0; i < 5; i++) tell(order("bread"));

    await().until(() -> claimed() == SLOTS && rail().size() == 5);
    assertThat(waiting()).isEqualTo(5 - SLOTS);

    kitchen("b", 1, "real");
    await().until(() -> claimed() == 2 * SLOTS);
    assertThat(waiting()).isEqualTo(5 - 2 * SLOTS);
  }

  private long claimed() {
    return database.number("SELECT count(*) FROM kitchen.ticket WHERE owner IS NOT NULL");
  }

  private long waiting() {
    return database.number("SELECT count(*) FROM kitchen.ticket WHERE open AND owner IS NULL");
  }

  @Test
  void aClosingKitchenHandsItsTicketsToAnotherWithoutAWordToTheCustomer() {
    KitchenVerticle closing = kitchen("a", 1, "real");
    BakeOrder order = order("bread");
    tell(order);
    await().until(() -> rail().stream().anyMatch(ticket -> ticket.baker() != null));
    kitchen("b", 1, "instant");

    closing.drain();

    await().until(() -> heard.contains(new OrderBaked(order.orderId())));
    assertThat(heard).filteredOn(BakingStarted.class::isInstance).hasSize(1);
    assertThat(database.query("SELECT epoch, baker LIKE '%(b)' AS by_b FROM kitchen.ticket"))
        .containsExactly(Map.of("epoch", 2, "by_b", true));
  }

  private KitchenVerticle kitchen(String name, int bakers, String pace) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("BAKERY_PACE", pace);
    settings.put("BAKERY_DRAIN_MILLIS", "50");
    settings.put("BAKERY_OVEN_SLOTS", Integer.toString(SLOTS));
    Premises premises =
        new Premises(
            vertx,
            bus,
            WIRE,
            UUID.randomUUID(),
            name,
            new Settings(settings),
            new SimpleMeterRegistry(),
            role -> prepared.pool(vertx, role));
    KitchenVerticle kitchen = new KitchenVerticle(premises, bakers);
    now(vertx.deployVerticle(kitchen));
    return kitchen;
  }

  private List<Answer.Tickets.Ticket> rail() {
    return ((Answer.Tickets) ask(new Query.ReadTickets(100))).tickets();
  }

  private Object ask(Query query) {
    return now(bus.ask("kitchen", query));
  }

  private void tell(Message message) {
    bus.send("kitchen", List.of(WIRE.letter(message, null)));
  }

  private Future<List<Receipt>> hear(List<Letter> letters) {
    letters.forEach(letter -> heard.add(letter.message()));
    return Future.succeededFuture(letters.stream().map(letter -> Receipt.DONE).toList());
  }

  private static BakeOrder order(String product) {
    List<Item> items = List.of(new Item(product, 2));
    return new BakeOrder(UUID.randomUUID(), "A-17", items, Instant.now().plusSeconds(2_400));
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private long audit(String action, String thing) {
    return database.number(
        "SELECT count(*) FROM kitchen.audit WHERE who = 'Ada' AND by_right = 'kitchen' AND action = '%s' AND thing = '%s'"
            .formatted(action, thing));
  }
}
