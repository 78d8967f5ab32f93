package bakery.billing.model;

import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import java.time.Instant;
import java.util.List;

/** How a payment begins: wanted, or undone before anybody wanted it. */
final class Opening {

  /** A tombstone knows no order, so no currency either: ISO 4217's code for none. */
  private static final Money NOTHING = Money.of(0, "XXX");

  private Opening() {}

  static Step hold(HoldPayment hold, Instant now) {
    Money amount = hold.amount();
    if (amount.minor() < 0 || amount.minor() > Payment.MAX_AMOUNT_MINOR) {
      throw new IllegalArgumentException(
          "order " + hold.orderId() + ": " + amount + " cannot be held");
    }
    Payment payment =
        new Payment(
            hold.orderId(),
            hold.number(),
            hold.lines(),
            hold.method(),
            amount,
            Status.HOLDING,
            Money.zero(amount.currency()),
            List.of(),
            null,
            0,
            now);
    Books.sale(payment, Posting.CAPTURE, Account.CARD, now); // unbookable is refused now, not later
    return switch (hold.method()) {
      case PaymentMethod.Card ignored -> Step.to(payment);
      case PaymentMethod.Cash ignored -> Settlement.held(payment, now);
    };
  }

  static Payment tombstone(ReleasePayment release, Instant now) {
    return new Payment(
        release.orderId(),
        "",
        List.of(),
        Payment.SPENT_CARD,
        NOTHING,
        Status.RELEASED,
        NOTHING,
        List.of(),
        release.reason(),
        0,
        now);
  }
}
