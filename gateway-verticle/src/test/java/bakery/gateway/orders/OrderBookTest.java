package bakery.gateway.orders;

import static bakery.gateway.model.Samples.CARD;
import static bakery.gateway.model.Samples.DEADLINES;
import static bakery.gateway.model.Samples.DELIVERY;
import static bakery.gateway.model.Samples.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.Message;
import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import bakery.contracts.OrderEvent.OrderWithdrawn;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.PaymentMethod;
import bakery.gateway.model.Deadlines;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Samples;
import bakery.gateway.model.Status;
import bakery.platform.Ids;
import bakery.platform.Premises;
import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.postgres.Database;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways on one PostgreSQL. */
class OrderBookTest {
  private static final UUID NOBODY = Ids.next();

  private static TestDatabase server;
  private static Database database;
  private static Vertx vertx;

  private final ConcurrentLinkedQueue<News> news = new ConcurrentLinkedQueue<>();
  private final List<OrderBook> open = new ArrayList<>();

  @BeforeAll
  static void prepare() {
    server = TestDatabase.database();
    database = server.prepared("gateway");
    vertx = Vertx.vertx();
  }

  @BeforeEach
  void empty() {
    server.execute("TRUNCATE gateway.orders, gateway.idempotency_key, gateway.outbox");
  }

  @AfterEach
  void close() {
    for (OrderBook book : open) now(book.drain(Duration.ofSeconds(2)));
  }

  @AfterAll
  static void closeAll() {
    now(vertx.close());
  }

  @Test
  void aHundredRequestsWithOneKeyAreOneOrderAndAnotherBodyIsRefused() {
    OtherRoles others = new OtherRoles(command -> List.of());
    List<OrderBook> books = List.of(gateway(others), gateway(others));

    List<Future<Placed>> placing = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      placing.add(books.get(i % 2).place(fresh(Ids.next()), key("same", "body")));
    }
    List<Placed> placed = placing.stream().map(OrderBookTest::now).toList();

    assertThat(placed).extracting(Placed::order).extracting(Order::id).containsOnly(id(placed));
    assertThat(placed).filteredOn(Placed::first).hasSize(1);
    assertThat(server.number("SELECT count(*) FROM gateway.orders")).isEqualTo(1);
    assertThatThrownBy(
            () -> now(books.get(0).place(fresh(Ids.next()), key("same", "another body"))))
        .hasRootCauseInstanceOf(KeyReused.class);
    assertThat(now(books.get(1).findByKey("same"))).map(Order::id).contains(id(placed));
    assertThat(now(books.get(1).findByKey("other"))).isEmpty();
    assertThat(others.commands).hasSize(1);
  }

  @Test
  void anAttemptThatFailsBurnsNoKey() {
    OrderBook book = gateway(new OtherRoles(command -> List.of()));
    Order broken =
        Order.place(
            Ids.next(),
            Samples.twoCroissants(),
            DELIVERY,
            CARD,
            Samples.NOW,
            Duration.ofMinutes(45),
            "no text in PostgreSQL: \0");

    assertThatThrownBy(() -> now(book.place(broken, key("k", "body"))))
        .isInstanceOf(AssertionError.class);
    assertThat(server.number("SELECT count(*) FROM gateway.idempotency_key")).isZero();

    assertThat(now(book.place(fresh(Ids.next()), key("k", "body"))).first()).isTrue();
  }

  @Test
  void anOrderThatWasPlacedIsReadBackAsItWas() {
    OrderBook book = gateway(new OtherRoles(command -> List.of()));
    Order pickup = Samples.fresh(Ids.next(), new Fulfilment.Pickup(), new PaymentMethod.Cash());

    Order delivered = now(book.place(fresh(Ids.next()), key("delivery", "1"))).order();
    Order collected = now(book.place(pickup, key("pickup", "2"))).order();

    Order read = now(book.find(delivered.id())).orElseThrow();
    assertThat(read.fulfilment()).isEqualTo(DELIVERY);
    assertThat(read.payment()).as("its token is billing's").isEqualTo(new PaymentMethod.Card(""));
    assertThat(read.lines()).isEqualTo(delivered.lines());
    assertThat(read.history()).isEqualTo(delivered.history());
    assertThat(read.number()).isEqualTo(delivered.number());
    assertThat(server.query("SELECT DISTINCT trace FROM gateway.orders"))
        .containsExactly(Map.of("trace", delivered.trace()));
    assertThat(Duration.between(read.placedAt(), read.promisedAt())).hasMinutes(45);
    assertThat(read.dueAt()).isEqualTo(delivered.dueAt());
    assertThat(read.waitsFor()).isEqualTo(Order.WaitsFor.NOTHING);
    assertThat(now(book.find(collected.id()))).map(Order::payment).contains(pickup.payment());
    assertThat(now(book.find(collected.id()))).map(Order::isPickup).contains(true);
    assertThat(now(book.find(NOBODY))).isEmpty();
    assertThat(now(book.cancel(NOBODY, "why not", null))).isEmpty();
  }

  @Test
  void ordersLiveTheirLivesOverTwoGatewaysWithoutAGapAndWithoutTouchingAnIndex() {
    OtherRoles others = new OtherRoles(OrderBookTest::happily);
    List<OrderBook> books = List.of(gateway(others), gateway(others));

    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UUID id = Ids.next();
      ids.add(id);
      now(books.get(i % 2).place(fresh(id), key("key " + i, "body")));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> now(books.get(0).read(ids)).stream().allMatch(o -> o.status().isFinal()));

    for (Order order : now(books.get(0).read(ids))) {
      assertThat(order.status()).isEqualTo(Status.COMPLETED);
      assertThat(order.fulfilment()).isEqualTo(new Fulfilment.Delivery(null));
      assertThat(order.history()).extracting(News::seq).isEqualTo(upTo(order.seq()));
      assertThat(news.stream().filter(n -> n.orderId().equals(order.id())).map(News::seq).sorted())
          .containsExactlyElementsOf(upTo(order.seq()));
    }
    assertThat(server.number("SELECT count(*) FROM gateway.orders WHERE address IS NOT NULL"))
        .isZero();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              Map<String, Object> counted =
                  server
                      .query(
                          "SELECT n_tup_upd AS all, n_tup_upd - n_tup_hot_upd AS cold"
                              + " FROM pg_stat_user_tables WHERE relname = 'orders'")
                      .getFirst();
              assertThat((Long) counted.get("all")).isGreaterThanOrEqualTo(50);
              assertThat((Long) counted.get("cold"))
                  .as("only the last step leaves the index of deadlines")
                  .isLessThanOrEqualTo(65);
            });
  }

  @Test
  void aCancelledOrderIsWithdrawnThenReleased() {
    OtherRoles others = new OtherRoles(OrderBookTest::withoutBakers);
    OrderBook book = gateway(others);
    Order order = now(book.place(fresh(Ids.next()), key("k", "body"))).order();
    eventually(book, order.id(), Status.PAID);

    assertThat(now(book.cancel(order.id(), "changed my mind", null)))
        .map(Order::status)
        .contains(Status.CANCELLING);
    Order end = eventually(book, order.id(), Status.CANCELLED);

    assertThat(end.last().detail()).isEqualTo("changed my mind");
    assertThat(others.commands.stream().<Class<?>>map(Object::getClass))
        .containsExactly(
            HoldPayment.class, BakeOrder.class, WithdrawOrder.class, ReleasePayment.class);
  }

  @Test
  void theDatabaseClockEndsWhatNobodyAnswers() {
    OtherRoles others = new OtherRoles(OrderBookTest::onlyReleases);
    OrderBook book = gateway(others, deadlines(Duration.ofMillis(300)));

    Order order = now(book.place(fresh(Ids.next()), key("k", "body"))).order();

    assertThat(eventually(book, order.id(), Status.CANCELLED).last().detail())
        .isEqualTo("the payment was not confirmed in time");
  }

  @Test
  void anEventForAnOrderThatNobodyPlacedIsRefused() {
    OtherRoles others = new OtherRoles(command -> List.of());
    gateway(others);

    assertThat(now(others.report(List.of(new OrderBaked(NOBODY)))))
        .containsExactly(Receipt.refused("nobody placed order " + NOBODY));
  }

  @Test
  void oldKeysAreForgottenYoungOnesAreNot() {
    OrderBook book = gateway(new OtherRoles(command -> List.of()));
    now(book.place(fresh(Ids.next()), key("old", "body")));
    now(book.place(fresh(Ids.next()), key("young", "body")));
    int many = 2 * IdempotencyKeys.MAX_PURGED_AT_ONCE;
    server.execute(
        """
        INSERT INTO gateway.idempotency_key (key, digest, order_id)
        SELECT 'old ' || n, '', gen_random_uuid() FROM generate_series(1, %d) n;
        UPDATE gateway.idempotency_key SET placed_at = placed_at - interval '73 h'
         WHERE key LIKE 'old%%'
        """
            .formatted(many));

    IdempotencyKeys keys = new IdempotencyKeys(database.pool(vertx, "gateway"));

    assertThat(now(keys.purge(Duration.ofHours(72)))).isEqualTo(many + 1);
    assertThat(now(book.findByKey("old"))).isEmpty();
    assertThat(now(book.findByKey("young"))).isPresent();
  }

  private OrderBook gateway(OtherRoles others) {
    return gateway(others, DEADLINES);
  }

  private OrderBook gateway(OtherRoles others, Deadlines deadlines) {
    Premises premises =
        new Premises(
            vertx,
            others,
            OtherRoles.WIRE,
            Ids.next(),
            "gateway " + open.size(),
            new Settings(Map.of()),
            new SimpleMeterRegistry(),
            role -> database.pool(vertx, role));
    OrderSettings settings =
        new OrderSettings(Duration.ofMinutes(45), Duration.ofHours(72), deadlines);
    OrderBook book = new OrderBook(premises, settings, news::addAll);
    Promise<Void> started = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> book.start().onComplete(started));
    now(started.future());
    open.add(book);
    return book;
  }

  private static Order eventually(OrderBook book, UUID id, Status status) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> now(book.find(id)).orElseThrow(), order -> order.status() == status);
  }

  private static List<OrderEvent> happily(Message command) {
    UUID id = command.orderId();
    return switch (command) {
      case HoldPayment ignored -> List.of(new PaymentHeld(id, TOTAL));
      case BakeOrder ignored -> List.of(new OrderBaked(id), new BakingStarted(id, "baker"));
      case DeliverOrder ignored ->
          List.of(new OrderPickedUp(id, "courier"), new OrderDelivered(id));
      case CapturePayment ignored -> List.of(new PaymentCaptured(id, TOTAL));
      default -> List.of();
    };
  }

  private static List<OrderEvent> withoutBakers(Message command) {
    UUID id = command.orderId();
    return switch (command) {
      case HoldPayment ignored -> List.of(new PaymentHeld(id, TOTAL));
      case WithdrawOrder ignored -> List.of(new OrderWithdrawn(id));
      case ReleasePayment ignored -> List.of(new PaymentReleased(id, TOTAL));
      default -> List.of();
    };
  }

  private static List<OrderEvent> onlyReleases(Message command) {
    return command instanceof ReleasePayment
        ? List.of(new PaymentReleased(command.orderId(), TOTAL))
        : List.of();
  }

  private static Deadlines deadlines(Duration payment) {
    return new Deadlines(
        payment,
        DEADLINES.baking(),
        DEADLINES.collection(),
        DEADLINES.delivery(),
        DEADLINES.answer());
  }

  private static Order fresh(UUID id) {
    return Samples.fresh(id, DELIVERY, CARD);
  }

  private static IdempotencyKey key(String value, String digest) {
    return new IdempotencyKey(value, digest);
  }

  private static UUID id(List<Placed> placed) {
    return placed.getFirst().order().id();
  }

  private static List<Integer> upTo(int seq) {
    return IntStream.rangeClosed(1, seq).boxed().toList();
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }
}
