package bakery.billing.model;

import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Giving captured money back: once per decision, in several parts if wanted, never more than was
 * captured. Every decision is remembered with what became of it, refused ones too, so that nobody
 * hears yes and no to the same one.
 */
final class Refunding {

  private Refunding() {}

  static Step on(Payment payment, RefundPayment wish, Instant now) {
    if (wish.decision() == null || wish.amount() == null) {
      throw new IllegalArgumentException(
          "order " + wish.orderId() + ": a refund needs a decision and an amount");
    }
    Optional<Refund> known =
        payment.refunds().stream().filter(r -> r.decision().equals(wish.decision())).findFirst();
    if (known.isPresent()) return Answers.refunded(payment, known.get());

    Refund wanted = new Refund(wish.decision(), wish.amount(), Refund.State.WANTED, wish.reason());
    if (payment.refunds().size() >= Payment.MAX_REFUNDS) { // for good, so it need not be remembered
      return Answers.refunded(payment, wanted.refused("too many refunds of one order"));
    }
    Optional<String> objection = objection(payment, wish.amount());
    if (objection.isPresent()) {
      Refund refused = wanted.refused(objection.get());
      return Answers.refunded(payment.refunding(and(payment, refused)), refused);
    }
    return switch (payment.method()) {
      case PaymentMethod.Card ignored -> Step.to(asked(payment, wanted, now));
      case PaymentMethod.Cash ignored -> settle(payment, and(payment, wanted.done()), wanted, now);
    };
  }

  static Optional<Refund> next(Payment payment) {
    return payment.refunds().stream().filter(r -> r.state() == Refund.State.WANTED).findFirst();
  }

  static Step done(Payment payment, Instant now) {
    Refund refund = next(payment).orElseThrow();
    return settle(payment, replaced(payment, refund.done()), refund, now);
  }

  static Step refused(Payment payment, String reason, Instant now) {
    Refund refused = next(payment).orElseThrow().refused(reason);
    return Answers.refunded(resume(payment, replaced(payment, refused), now), refused);
  }

  static Money sum(Payment payment, Refund.State state) {
    return payment.refunds().stream()
        .filter(r -> r.state() == state)
        .map(Refund::amount)
        .reduce(payment.zero(), Money::plus);
  }

  private static Optional<String> objection(Payment payment, Money amount) {
    return switch (payment.status()) {
      case CAPTURED, REFUNDING -> tooMuch(payment, amount);
      case HOLDING, RECALLING, HELD, DECLINED, CAPTURING, OWED, RELEASING, RELEASED ->
          Optional.of("nothing was captured");
    };
  }

  private static Optional<String> tooMuch(Payment payment, Money amount) {
    if (amount.minor() <= 0) return Optional.of("nothing to give back");
    if (!amount.currency().equals(payment.amount().currency())) {
      return Optional.of("the order was paid in " + payment.amount().currency());
    }
    Money left =
        payment
            .captured()
            .minus(sum(payment, Refund.State.DONE))
            .minus(sum(payment, Refund.State.WANTED));
    return amount.compareTo(left) > 0
        ? Optional.of("only " + left + " left to give back")
        : Optional.empty();
  }

  /** The provider is asked for one refund after the other; pauses go on if one is under way. */
  private static Payment asked(Payment payment, Refund wanted, Instant now) {
    Payment more = payment.refunding(and(payment, wanted));
    return payment.status() == Status.REFUNDING ? more : more.intend(Status.REFUNDING, now);
  }

  private static Step settle(Payment payment, List<Refund> refunds, Refund refund, Instant now) {
    return Answers.refunded(resume(payment, refunds, now), refund.done())
        .booking(Books.refund(payment, refund, now));
  }

  private static Payment resume(Payment payment, List<Refund> refunds, Instant now) {
    Payment after = payment.refunding(refunds);
    return after.intend(next(after).isPresent() ? Status.REFUNDING : Status.CAPTURED, now);
  }

  private static List<Refund> and(Payment payment, Refund refund) {
    List<Refund> all = new ArrayList<>(payment.refunds());
    all.add(refund);
    return all;
  }

  private static List<Refund> replaced(Payment payment, Refund refund) {
    return payment.refunds().stream()
        .map(r -> r.decision().equals(refund.decision()) ? refund : r)
        .toList();
  }
}
