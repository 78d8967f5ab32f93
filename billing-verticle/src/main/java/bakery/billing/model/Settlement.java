package bakery.billing.model;

import bakery.billing.model.Outcome.Done;
import bakery.billing.model.Outcome.Refused;
import bakery.billing.model.Outcome.Unknown;
import java.time.Instant;

/**
 * What the payment provider's answers make of a payment. Only a definite answer becomes an event;
 * an unknown outcome is asked again, with the same key, after a growing pause.
 */
final class Settlement {

  private Settlement() {}

  static Step of(Payment payment, Answered answered, Instant now) {
    boolean asked = payment.intent().filter(answered.intent()::equals).isPresent();
    if (!asked) return payment.stay(); // settled meanwhile
    return switch (answered.outcome()) {
      case Unknown ignored -> Step.to(payment.again(now));
      case Done ignored -> done(payment, now);
      case Refused refused -> refused(payment, refused.reason(), now);
    };
  }

  private static Step done(Payment payment, Instant now) {
    return switch (payment.status()) {
      case HOLDING -> held(payment, now);
      case RECALLING -> Step.to(payment.holding(payment.amount()).intend(Status.RELEASING, now));
      case CAPTURING -> captured(payment, now);
      case RELEASING -> released(payment, now);
      case REFUNDING -> Refunding.done(payment, now);
      case HELD, DECLINED, CAPTURED, OWED, RELEASED -> payment.stay();
    };
  }

  private static Step refused(Payment payment, String reason, Instant now) {
    return switch (payment.status()) {
      case HOLDING ->
          Answers.declined(payment.because(reason).intend(Status.DECLINED, now).forgetToken());
      case RECALLING -> released(payment, now); // nothing was held: PaymentReleased with zero
      case CAPTURING -> owed(payment.because(reason), now);
      case RELEASING -> released(payment, now); // there is no hold any more
      case REFUNDING -> Refunding.refused(payment, reason, now);
      case HELD, DECLINED, CAPTURED, OWED, RELEASED -> payment.stay();
    };
  }

  static Step held(Payment payment, Instant now) {
    return Answers.held(payment.holding(payment.amount()).intend(Status.HELD, now));
  }

  static Step captured(Payment payment, Instant now) {
    Payment captured = payment.intend(Status.CAPTURED, now).forgetToken();
    Account till = Books.till(payment.method());
    return Answers.captured(captured).booking(Books.sale(captured, Posting.CAPTURE, till, now));
  }

  static Step released(Payment payment, Instant now) {
    return Answers.released(payment.intend(Status.RELEASED, now).forgetToken());
  }

  private static Step owed(Payment payment, Instant now) {
    Payment owed = payment.intend(Status.OWED, now).forgetToken();
    return Answers.captureFailed(owed)
        .booking(Books.sale(owed, Posting.DEBT, Account.RECEIVABLES, now));
  }
}
