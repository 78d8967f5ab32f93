package bakery.billing;

import static bakery.billing.model.Orders.pounds;
import static bakery.billing.model.Orders.twoCoffeesAndALoaf;
import static bakery.platform.testing.TestDatabase.database;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Answer.DayReport;
import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.OrderEvent.CaptureFailed;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentDeclined;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentRefunded;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.PaymentMethod;
import bakery.contracts.PaymentMethod.Card;
import bakery.contracts.PaymentMethod.Cash;
import bakery.contracts.Query;
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
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Billing offices on a real database, and what the gateway hears from them. */
class BillingVerticleTest {

  private static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  private final TestDatabase database = database();
  private final Database prepared = database.prepared("billing");
  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus();
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  BillingVerticleTest() {
    bus.serve("gateway", this::hear);
  }

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }

  @Test
  void everyCardEndsAsItsTokenSaysThoughEveryLetterComesTwice() {
    billing("a", 1);
    billing("b", 1);
    List<UUID> paid = new ArrayList<>();
    for (int i = 0; i < 20; i++) paid.add(order(new Card("tok_ok")));
    for (int i = 0; i < 5; i++) paid.add(order(new Cash()));
    paid.add(order(new Card("tok_slow")));
    paid.add(order(new Card("tok_flaky")));
    paid.add(order(new Card("tok_outcome_unknown")));
    UUID declined = order(new Card("tok_declined"));
    UUID owed = order(new Card("tok_capture_fails"));

    for (UUID id : paid) {
      await().until(() -> heard.contains(new PaymentHeld(id, pounds("9.50"))));
      twice(new CapturePayment(id));
    }
    await().until(() -> heard.contains(new PaymentHeld(owed, pounds("9.50"))));
    twice(new CapturePayment(owed));

    for (UUID id : paid) {
      await().until(() -> heard.contains(new PaymentCaptured(id, pounds("9.50"))));
    }
    await().until(() -> heard.contains(new PaymentDeclined(declined, "card declined")));
    await().until(() -> heard.stream().anyMatch(CaptureFailed.class::isInstance));
    twice(new RefundPayment(paid.getFirst(), UUID.randomUUID(), pounds("4.75"), "burnt"));
    await().until(() -> heard.stream().anyMatch(PaymentRefunded.class::isInstance));

    assertThat(rows("status NOT IN ('CAPTURED', 'DECLINED', 'OWED')")).isZero();
    assertThat(rows("held_minor <> captured_minor + released_minor")).isZero();
    assertThat(rows("open OR token IS NOT NULL")).isZero();
    assertThat(database.number("SELECT sum(captured_minor) FROM billing.payment"))
        .isEqualTo(950L * paid.size());
    assertThat(database.number("SELECT count(*) FROM billing.sandbox_provider")).isEqualTo(4);
    DayReport report = (DayReport) now(bus.ask("billing", new Query.ReadDayReport(today())));
    assertThat(report.sales()).isEqualTo(pounds("9.50").times(paid.size() + 1));
    assertThat(report.cash()).isEqualTo(pounds("47.50"));
    assertThat(report.debts()).isEqualTo(pounds("9.50"));
    assertThat(report.refunds()).isEqualTo(pounds("4.75"));
  }

  @Test
  void aReleaseWantedWhileTheHoldIsUnknownIsDoneWhenItIsKnown() {
    billing("a", 1);
    UUID id = order(new Card("tok_outcome_unknown"));
    await().until(() -> database.number("SELECT count(*) FROM billing.sandbox_provider") == 1);

    twice(new ReleasePayment(id, "changed my mind"));

    await().until(() -> heard.contains(new PaymentReleased(id, pounds("9.50"))));
    assertThat(heard).noneMatch(PaymentHeld.class::isInstance);
    assertThat(rows("status = 'RELEASED' AND released_minor = 950 AND token IS NULL")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM billing.journal")).isZero();
  }

  @Test
  void whatABusyCashierCannotTakeWaitsAndIsDoneInItsTurn() {
    billing("a", 1, "2");
    List<UUID> slow = Stream.generate(() -> order(new Card("tok_slow"))).limit(5).toList();

    await().until(() -> rows("owner IS NOT NULL") == 2 && rows("open AND owner IS NULL") == 3);

    for (UUID id : slow) await().until(() -> heard.contains(new PaymentHeld(id, pounds("9.50"))));
  }

  @Test
  void aClosingOfficeHandsItsPaymentsToAnother() {
    BillingVerticle closing = billing("a", 1);
    UUID id = order(new Card("tok_slow"));
    await().until(() -> rows("owner IS NOT NULL") == 1);
    billing("b", 1);

    now(closing.drain());

    await().until(() -> heard.contains(new PaymentHeld(id, pounds("9.50"))));
    assertThat(rows("epoch = 2 AND status = 'HELD'")).isEqualTo(1);
  }

  @Test
  void aCardOrderCostsFourVersionsOfItsRowAndItsMovements() {
    count("payment");
    count("journal");
    billing("a", 1);
    UUID id = order(new Card("tok_ok"));
    await().until(() -> heard.contains(new PaymentHeld(id, pounds("9.50"))));

    twice(new CapturePayment(id));

    await().until(() -> heard.contains(new PaymentCaptured(id, pounds("9.50"))));
    assertThat(database.number("SELECT last_value FROM billing.payment_versions")).isEqualTo(4);
    assertThat(database.number("SELECT last_value FROM billing.journal_versions")).isEqualTo(3);
    assertThat(database.number("SELECT count(*) FROM billing.sandbox_provider")).isZero();
  }

  /** Every row version that is written moves a sequence on. */
  private void count(String table) {
    database.execute(
        """
        CREATE SEQUENCE billing.%1$s_versions;
        CREATE FUNCTION billing.count_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
          AS $$ BEGIN PERFORM nextval('billing.%1$s_versions'); RETURN NULL; END $$;
        CREATE TRIGGER counted AFTER INSERT OR UPDATE ON billing.%1$s
          FOR EACH ROW EXECUTE FUNCTION billing.count_%1$s();
        """
            .formatted(table));
  }

  private BillingVerticle billing(String name, int cashiers) {
    return billing(name, cashiers, "64");
  }

  private BillingVerticle billing(String name, int cashiers, String slots) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("BAKERY_PROVIDER_TIMEOUT_MILLIS", "2500");
    settings.put("BAKERY_DRAIN_MILLIS", "50");
    settings.put("BAKERY_CASHIER_SLOTS", slots);
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
    BillingVerticle billing = new BillingVerticle(premises, cashiers);
    now(vertx.deployVerticle(billing));
    return billing;
  }

  private UUID order(PaymentMethod method) {
    UUID id = UUID.randomUUID();
    twice(new HoldPayment(id, "A-17", twoCoffeesAndALoaf(), method));
    return id;
  }

  private void twice(Message message) {
    for (int i = 0; i < 2; i++) {
      bus.send("billing", List.of(WIRE.letter(message, null)));
    }
  }

  private long rows(String condition) {
    return database.number("SELECT count(*) FROM billing.payment WHERE " + condition);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Europe/London"));
  }

  private Future<List<Receipt>> hear(List<Letter> letters) {
    letters.forEach(letter -> heard.add(letter.message()));
    return Future.succeededFuture(letters.stream().map(letter -> Receipt.DONE).toList());
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
