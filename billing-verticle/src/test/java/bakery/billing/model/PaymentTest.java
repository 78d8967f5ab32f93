package bakery.billing.model;

import static bakery.billing.model.Orders.CARD;
import static bakery.billing.model.Orders.NOON;
import static bakery.billing.model.Orders.ORDER;
import static bakery.billing.model.Orders.answered;
import static bakery.billing.model.Orders.capture;
import static bakery.billing.model.Orders.card;
import static bakery.billing.model.Orders.done;
import static bakery.billing.model.Orders.hold;
import static bakery.billing.model.Orders.pounds;
import static bakery.billing.model.Orders.refund;
import static bakery.billing.model.Orders.refused;
import static bakery.billing.model.Orders.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.Line;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.OrderEvent.RefundRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentTest {

  @Test
  void keysAreMadeOfTheDecisionAndTheSameHoweverOftenItIsAsked() {
    Payment once = answered(card(Status.HOLDING), new Outcome.Unknown()).payment();

    assertThat(key(card(Status.HOLDING))).isEqualTo(ORDER + ":hold").isEqualTo(key(once));
    assertThat(key(card(Status.RECALLING))).isEqualTo(ORDER + ":hold");
    assertThat(key(card(Status.CAPTURING))).isEqualTo(ORDER + ":capture");
    assertThat(key(card(Status.RELEASING))).isEqualTo(ORDER + ":release");
    assertThat(key(card(Status.REFUNDING)))
        .isEqualTo(ORDER + ":refund:00000000-0000-0009-0000-000000000001");
  }

  @Test
  void anUnknownOutcomeIsAskedAgainAfterPausesThatGrowUpToHalfAMinute() {
    Payment payment = card(Status.HOLDING);
    List<Duration> pauses = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      payment = answered(payment, new Outcome.Unknown()).payment();
      pauses.add(Duration.between(NOON, payment.dueAt()));
    }

    assertThat(pauses).isSorted().startsWith(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses).endsWith(Duration.ofSeconds(32), Duration.ofSeconds(32));
    assertThat(done(payment).attempts()).isZero();
  }

  @Test
  void aHoldOvertakenByItsUndoNeverHolds() {
    Payment tombstone = Payment.first(release(), NOON).payment();

    Step late = tombstone.on(hold(CARD), NOON);

    assertThat(late.payment()).isSameAs(tombstone);
    assertThat(late.events())
        .singleElement()
        .isInstanceOfSatisfying(
            PaymentReleased.class, event -> assertThat(event.amount().minor()).isZero());
    assertThat(tombstone.intent()).isEmpty();
  }

  @Test
  void theTokenIsKeptOnlyWhileTheProviderMayNeedIt() {
    for (Status status : Status.values()) {
      boolean needed =
          switch (status) {
            case HOLDING, RECALLING, HELD, CAPTURING, RELEASING -> true;
            case DECLINED, CAPTURED, OWED, RELEASED, REFUNDING -> false;
          };
      assertThat(card(status).method().equals(CARD)).as(status.name()).isEqualTo(needed);
      assertThat(card(status).toString()).doesNotContain("tok_ok");
    }
  }

  @ParameterizedTest
  @EnumSource
  void heldIsCapturedPlusReleasedWhereverThePaymentRests(Status status) {
    Payment payment = card(status);

    boolean settled = !status.open() && status != Status.HELD || status == Status.REFUNDING;
    if (settled) {
      assertThat(payment.held()).isEqualTo(payment.captured().plus(payment.released()));
    } else {
      assertThat(payment.captured().plus(payment.released())).isEqualTo(payment.zero());
    }
  }

  @Test
  void severalRefundsAreDoneOneAfterTheOtherAndNeverMoreThanWasCaptured() {
    Payment two = card(Status.REFUNDING).on(refund(2, "8.00"), NOON).payment();

    Step tooMuch = two.on(refund(3, "0.51"), NOON);
    Payment one = done(tooMuch.payment());
    Payment none = done(one);

    assertThat(tooMuch.events())
        .containsExactly(
            new RefundRefused(
                ORDER, refund(3, "1.00").decision(), "only 0.50 GBP left to give back"));
    assertThat(one.status()).isEqualTo(Status.REFUNDING);
    assertThat(one.refunded()).isEqualTo(pounds("1.00"));
    assertThat(none.status()).isEqualTo(Status.CAPTURED);
    assertThat(none.refunded()).isEqualTo(pounds("9.00"));
    assertThat(none.on(refund(3, "0.50"), NOON).events()).isEqualTo(tooMuch.events());
  }

  @Test
  void whatTheProviderRefusedToGiveBackCanBeGivenBackByAnotherDecision() {
    Payment captured = refused(card(Status.REFUNDING));

    Payment all = done(captured.on(refund(2, "9.50"), NOON).payment());

    assertThat(all.refunded()).isEqualTo(all.captured());
  }

  @Test
  void decisionsAreRememberedUpToALimitAndRefusedBeyondIt() {
    Payment payment = card(Status.CAPTURED);
    for (int i = 0; i < Payment.MAX_REFUNDS; i++) {
      payment = payment.on(refund(i, "0.01"), NOON).payment();
    }

    Step beyond = payment.on(refund(Payment.MAX_REFUNDS, "0.01"), NOON);

    assertThat(beyond.payment()).isSameAs(payment);
    assertThat(beyond.events()).singleElement().isInstanceOf(RefundRefused.class);
  }

  @Test
  void whatCannotBeBookedIsRefusedBeforeItIsHeld() {
    Line dear = new Line("cake", 2, pounds("9000000.00"), 0);
    Line negative = new Line("voucher", 1, pounds("-1.00"), 0);
    Line foreign = new Line("baguette", 1, bakery.contracts.Money.of(100, "EUR"), 0);

    for (List<Line> lines : List.of(List.of(dear), List.of(negative), with(foreign))) {
      assertThatThrownBy(() -> Payment.first(new HoldPayment(ORDER, "A-1", lines, CARD), NOON))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aCaptureUnderWayIsNotAskedAnew() {
    Payment trying = answered(card(Status.CAPTURING), new Outcome.Unknown()).payment();

    assertThat(trying.on(capture(), NOON.plusSeconds(1)).payment()).isSameAs(trying);
  }

  private static List<Line> with(Line line) {
    List<Line> lines = new ArrayList<>(Orders.twoCoffeesAndALoaf());
    lines.add(line);
    return lines;
  }

  private static String key(Payment payment) {
    return payment.intent().orElseThrow().key(payment.orderId());
  }
}
