package bakery.billing;

import static bakery.billing.model.Orders.CASH;
import static bakery.billing.model.Orders.NOON;
import static bakery.billing.model.Orders.capture;
import static bakery.billing.model.Orders.card;
import static bakery.billing.model.Orders.hold;
import static bakery.billing.model.Orders.pounds;
import static bakery.billing.model.Orders.refund;
import static bakery.billing.model.Orders.release;
import static bakery.billing.model.Orders.twoCoffeesAndALoaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.billing.model.Answered;
import bakery.billing.model.Outcome;
import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.billing.model.Status;
import bakery.billing.model.Step;
import bakery.contracts.Answer;
import bakery.contracts.Answer.DayReport;
import bakery.contracts.Answer.DayReport.ProductSales;
import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.PaymentMethod;
import bakery.contracts.TaxShare;
import bakery.platform.Entry;
import bakery.platform.Lease;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Billing's SQL on a real PostgreSQL. */
class BillingTablesTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static Vertx vertx;
  private static TestDatabase database;
  private static Pool pool;

  private final Payments payments = new Payments();
  private long orders;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    database = TestDatabase.database();
    pool = database.prepared("billing").pool(vertx, "billing");
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void empty() {
    database.execute("TRUNCATE billing.payment, billing.journal, billing.sandbox_provider");
  }

  @Test
  void paymentsOfEveryStatusComeBackAsTheyWere() {
    for (Status status : Status.values()) {
      empty();
      Payment payment = card(status);
      insert(card(Status.HOLDING));

      update(payment);

      assertThat(read()).as(status.name()).isEqualTo(payment);
    }
  }

  @Test
  void cashRefusedRefundsAndTombstonesComeBackAsTheyWere() {
    Payment held = Payment.first(hold(CASH), NOON).payment();
    Payment refunded =
        held.on(refund(1, "3.00"), NOON)
            .payment()
            .on(capture(), NOON)
            .payment()
            .on(refund(2, "3.00"), NOON)
            .payment();
    for (Payment payment : List.of(held, refunded, Payment.first(release(), NOON).payment())) {
      empty();

      insert(payment);

      assertThat(read()).isEqualTo(payment);
    }
  }

  @Test
  void aDecisionThatIsBookedAlreadyCannotBeBookedAgain() {
    List<Posting> sale = captured(CASH, NOON).postings();
    record(sale);

    assertThatThrownBy(() -> record(sale))
        .isInstanceOfSatisfying(
            PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("23505"));
    assertThat(database.number("SELECT count(*) FROM billing.journal")).isEqualTo(3);
  }

  @Test
  void theDaysReportAgreesWithTheJournalAndTheOrders() {
    Instant dayBefore = Instant.parse("2026-06-30T22:59:59.999Z"); // 23:59:59.999 in London
    Instant firstMoment = Instant.parse("2026-06-30T23:00:00Z");
    Instant lastMoment = Instant.parse("2026-07-01T22:59:59.999Z");
    sell(captured(CASH, dayBefore));
    sell(captured(CASH, firstMoment));
    sell(captured(new PaymentMethod.Card("tok_ok"), lastMoment));
    Step owed = owed(lastMoment);
    sell(owed);
    Step cash = captured(CASH, lastMoment);
    sell(cash);
    Step back = cash.payment().on(refund(1, "4.75"), lastMoment);
    update(back.payment());
    record(back.postings());
    insert(order(CASH)); // held, not sold

    DayReport report = (DayReport) report(LocalDate.of(2026, 7, 1));

    assertThat(report.orders()).isEqualTo(4);
    assertThat(report.sales()).isEqualTo(pounds("38.00"));
    assertThat(report.cash()).isEqualTo(pounds("19.00"));
    assertThat(report.card()).isEqualTo(pounds("9.50"));
    assertThat(report.debts()).isEqualTo(pounds("9.50"));
    assertThat(report.refunds()).isEqualTo(pounds("4.75"));
    assertThat(report.tax())
        .containsExactly(
            new TaxShare(0, pounds("16.00"), pounds("0.00")),
            new TaxShare(2_000, pounds("22.00"), pounds("3.68")));
    assertThat(report.products())
        .containsExactly(
            new ProductSales("coffee", 8, pounds("22.00")),
            new ProductSales("loaf", 4, pounds("16.00")));
  }

  @Test
  void aDayWithoutSalesIsAllZeros() {
    assertThat(((DayReport) report(LocalDate.of(2026, 1, 1))).sales().minor()).isZero();
    insert(order(CASH));
    assertThat(((DayReport) report(LocalDate.of(2026, 1, 1))).sales()).isEqualTo(pounds("0.00"));
  }

  @Test
  void noReportIsGivenWhenTheJournalLacksAMovement() {
    sell(captured(CASH, NOON));
    database.execute("DELETE FROM billing.journal WHERE n = 2");

    assertThat(report(LocalDate.of(2026, 11, 25))).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void theSandboxRemembersItsKeysForEverybody() {
    assertThat(await(SandboxMemory.in(pool).isNew("order:hold"))).isTrue();
    assertThat(await(SandboxMemory.in(pool).isNew("order:hold"))).isFalse();
    assertThat(await(SandboxMemory.in(pool).isNew("order:capture"))).isTrue();
  }

  @Test
  void theSandboxHasTheMoodThatSomebodyHasSet() {
    assertThat(await(SandboxMemory.in(pool).mood())).isEmpty();
    database.execute("INSERT INTO billing.sandbox_mood (mood) VALUES ('silent')");
    assertThat(await(SandboxMemory.in(pool).mood())).contains("silent");
  }

  private Payment order(PaymentMethod method) {
    HoldPayment hold =
        new HoldPayment(new UUID(7, ++orders), "A-" + orders, twoCoffeesAndALoaf(), method);
    return Payment.first(hold, NOON).payment();
  }

  private Step captured(PaymentMethod method, Instant at) {
    return settled(method, new Outcome.Done(), at);
  }

  private Step owed(Instant at) {
    return settled(new PaymentMethod.Card("tok_capture_fails"), new Outcome.Refused("no"), at);
  }

  private Step settled(PaymentMethod method, Outcome outcome, Instant at) {
    Payment payment = order(method);
    if (method.equals(CASH)) return payment.on(new CapturePayment(payment.orderId()), at);
    Payment held = answer(payment, new Outcome.Done(), at).payment();
    return answer(held.on(new CapturePayment(held.orderId()), at).payment(), outcome, at);
  }

  private static Step answer(Payment payment, Outcome outcome, Instant at) {
    return payment.on(new Answered(payment.intent().orElseThrow(), outcome), at);
  }

  private void sell(Step step) {
    insert(step.payment());
    record(step.postings());
  }

  private void insert(Payment payment) {
    execute(payments.insert(), payments.inserted(entries(payment)));
  }

  private void update(Payment payment) {
    execute(payments.update(), payments.updated(entries(payment)).addValue(null));
  }

  private static List<Entry<Payment>> entries(Payment payment) {
    return List.of(new Entry<>(payment, Lease.FREE));
  }

  private void record(List<Posting> postings) {
    payments.record(postings).ifPresent(clause -> execute(clause.sql(), clause.parameters()));
  }

  private void execute(String sql, Tuple arguments) {
    await(pool.preparedQuery(sql).execute(arguments));
  }

  private Payment read() {
    String sql = "SELECT id, " + payments.columns() + " FROM payment";
    List<Payment> found = new ArrayList<>();
    await(pool.query(sql).execute()).forEach(row -> found.add(payments.read(row)));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Answer report(LocalDate date) {
    return await(new DayReports(pool, LONDON).read(date));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }
}
