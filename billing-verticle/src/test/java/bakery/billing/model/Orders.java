package bakery.billing.model;

import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.contracts.PaymentMethod.Card;
import bakery.contracts.PaymentMethod.Cash;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders and what billing hears of them, in words. */
public final class Orders {

  public static final UUID ORDER = new UUID(7, 1);
  public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  public static final PaymentMethod CARD = new Card("tok_ok");
  public static final PaymentMethod CASH = new Cash();

  private Orders() {}

  public static Money pounds(String decimal) {
    return Money.of(new java.math.BigDecimal(decimal).movePointRight(2).longValueExact(), "GBP");
  }

  /** Two coffees at 20 % and a loaf without tax: 9.50. */
  public static List<Line> twoCoffeesAndALoaf() {
    return List.of(
        new Line("coffee", 2, pounds("2.75"), 2_000), new Line("loaf", 1, pounds("4.00"), 0));
  }

  public static HoldPayment hold(PaymentMethod method) {
    return new HoldPayment(ORDER, "A-17", twoCoffeesAndALoaf(), method);
  }

  public static CapturePayment capture() {
    return new CapturePayment(ORDER);
  }

  public static ReleasePayment release() {
    return new ReleasePayment(ORDER, "changed my mind");
  }

  public static RefundPayment refund(long decision, String amount) {
    return new RefundPayment(ORDER, new UUID(9, decision), pounds(amount), "burnt");
  }

  /** The payment in a status, brought there by what brings it there in life. */
  public static Payment card(Status status) {
    Payment holding = Payment.first(hold(CARD), NOON).payment();
    return switch (status) {
      case HOLDING -> holding;
      case RECALLING -> holding.on(release(), NOON).payment();
      case HELD -> done(holding);
      case DECLINED -> refused(holding);
      case CAPTURING -> card(Status.HELD).on(capture(), NOON).payment();
      case CAPTURED -> done(card(Status.CAPTURING));
      case OWED -> refused(card(Status.CAPTURING));
      case RELEASING -> card(Status.HELD).on(release(), NOON).payment();
      case RELEASED -> done(card(Status.RELEASING));
      case REFUNDING -> card(Status.CAPTURED).on(refund(1, "1.00"), NOON).payment();
    };
  }

  public static Payment done(Payment payment) {
    return answered(payment, new Outcome.Done()).payment();
  }

  public static Payment refused(Payment payment) {
    return answered(payment, new Outcome.Refused("no")).payment();
  }

  /** To the question that is open, or to the long settled one of the hold. */
  public static Step answered(Payment payment, Outcome outcome) {
    return payment.on(new Answered(payment.intent().orElse(new Intent.Hold()), outcome), NOON);
  }
}
