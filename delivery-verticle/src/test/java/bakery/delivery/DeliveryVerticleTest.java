package bakery.delivery;

import static bakery.platform.testing.TestDatabase.database;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Address;
import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent.DeliveryFailed;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
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

/** Couriers on a real database, and what the gateway hears from them. */
class DeliveryVerticleTest {

  private static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  private static final int ORDERS = 60;
  private static final int SLOTS = 2;

  private final TestDatabase database = database();
  private final Database prepared = database.prepared("delivery");
  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus();
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  DeliveryVerticleTest() {
    bus.serve("gateway", this::hear);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }

  @Test
  void everyOrderIsDeliveredOnceAndItsAddressForgottenThoughEveryLetterComesTwice() {
    delivery("a", "instant");

    for (int i = 0; i < ORDERS; i++) {
      DeliverOrder order = order("12 High Street");
      tell(order);
      tell(order);
    }

    await()
        .until(
            () ->
                heard.stream().filter(OrderDelivered.class::isInstance).distinct().count()
                    == ORDERS);
    assertThat(database.number("SELECT count(*) FROM delivery.delivery WHERE status = 'DELIVERED'"))
        .isEqualTo(ORDERS);
    assertThat(database.number("SELECT max(epoch) FROM delivery.delivery")).isEqualTo(1);
    assertThat(
            database.number(
                "SELECT count(*) FROM delivery.delivery WHERE open OR address IS NOT NULL"))
        .isZero();
  }

  @Test
  void nobodyIsMetInNowhereLaneHoweverOftenACourierGoesThere() {
    delivery("a", "instant");
    DeliverOrder order = order("1 Nowhere Lane");

    tell(order);

    String reason = "nobody opened the door";
    await().until(() -> heard.contains(new DeliveryFailed(order.orderId(), reason)));
    assertThat(heard).filteredOn(OrderPickedUp.class::isInstance).hasSize(1);
    assertThat(database.query("SELECT status, tries, epoch, address FROM delivery.delivery"))
        .first()
        .satisfies(row -> assertThat(row).containsEntry("status", "FAILED"))
        .satisfies(row -> assertThat(row).containsEntry("epoch", 3).containsEntry("address", null))
        .satisfies(row -> assertThat(((Number) row.get("tries")).intValue()).isEqualTo(3));
  }

  @Test
  void whatAFullBagCannotTakeWaitsForTheNextCourier() {
    delivery("a", "real");
    for (int i = 0; i < 5; i++) tell(order("12 High Street"));

    await().until(() -> carried() == SLOTS && waiting() == 5 - SLOTS);

    delivery("b", "real");
    await().until(() -> carried() == 2 * SLOTS && waiting() == 5 - 2 * SLOTS);
  }

  private long carried() {
    return database.number("SELECT count(*) FROM delivery.delivery WHERE owner IS NOT NULL");
  }

  private long waiting() {
    return database.number("SELECT count(*) FROM delivery.delivery WHERE open AND owner IS NULL");
  }

  @Test
  void whoComesBackTooLateChangesNothing() {
    DeliveryVerticle closing = delivery("a", "600"); // a second on the way
    DeliverOrder order = order("12 High Street");
    tell(order);
    await().until(() -> heard.stream().anyMatch(OrderPickedUp.class::isInstance));
    delivery("b", "instant");

    closing.drain();

    await().until(() -> heard.contains(new OrderDelivered(order.orderId())));
    assertThat(heard).filteredOn(OrderPickedUp.class::isInstance).hasSize(1);
    assertThat(database.query("SELECT epoch, courier LIKE '%(b)' AS by_b FROM delivery.delivery"))
        .containsExactly(Map.of("epoch", 2, "by_b", true));
  }

  private DeliveryVerticle delivery(String name, String pace) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("BAKERY_PACE", pace);
    settings.put("BAKERY_DRAIN_MILLIS", "0");
    settings.put("BAKERY_COURIER_SLOTS", Integer.toString(SLOTS));
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
    DeliveryVerticle delivery = new DeliveryVerticle(premises, 1);
    now(vertx.deployVerticle(delivery));
    return delivery;
  }

  private void tell(Message message) {
    bus.send("delivery", List.of(WIRE.letter(message, null)));
  }

  private Future<List<Receipt>> hear(List<Letter> letters) {
    letters.forEach(letter -> heard.add(letter.message()));
    return Future.succeededFuture(letters.stream().map(letter -> Receipt.DONE).toList());
  }

  private static DeliverOrder order(String street) {
    Address address = new Address("Grace", "0131 496 0000", street, "Edinburgh", "EH1 1AA");
    Money cash = Money.of(640, "GBP");
    return new DeliverOrder(UUID.randomUUID(), "A-17", address, cash, Instant.now());
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
