package bakery.billing;

import bakery.billing.PaymentProvider.Charge;
import bakery.billing.model.Answered;
import bakery.billing.model.Intent;
import bakery.billing.model.Outcome;
import bakery.billing.model.Outcome.Done;
import bakery.billing.model.Outcome.Refused;
import bakery.billing.model.Outcome.Unknown;
import bakery.billing.model.Payment;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.platform.LogFields;
import bakery.platform.Worker;
import io.vertx.core.Future;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the payment provider what a payment waits for, and reports what it said. */
record Cashier(String name, int slots, GuardedProvider provider) implements Worker<Payment> {

  private static final Logger LOG = LoggerFactory.getLogger(Cashier.class);

  @Override
  public Future<?> work(Payment payment) {
    Intent intent = payment.intent().orElseThrow();
    return provider
        .ask(intent, charge(payment, intent))
        .onSuccess(outcome -> log(payment.orderId(), intent, outcome))
        .map(outcome -> new Answered(intent, outcome));
  }

  private static Charge charge(Payment payment, Intent intent) {
    UUID order = payment.orderId();
    return new Charge(
        intent.key(order), new Intent.Hold().key(order), token(payment), amount(payment, intent));
  }

  private static Money amount(Payment payment, Intent intent) {
    return switch (intent) {
      case Intent.Hold ignored -> payment.amount();
      case Intent.Capture ignored -> payment.amount();
      case Intent.Release ignored -> payment.amount();
      case Intent.Refund refund -> refund.amount();
    };
  }

  private static String token(Payment payment) {
    return switch (payment.method()) {
      case PaymentMethod.Card card -> card.token();
      case PaymentMethod.Cash ignored ->
          throw new IllegalStateException("no provider is asked for cash");
    };
  }

  private static void log(UUID order, Intent intent, Outcome outcome) {
    switch (outcome) {
      case Done ignored -> LOG.debug("order {}: {} done, now settled", order, intent.name());
      case Refused refused ->
          LogFields.about(LOG.atInfo(), order, null)
              .log(
                  "order {}: {} refused ({}), now settled", order, intent.name(), refused.reason());
      case Unknown ignored ->
          LOG.debug("order {}: {} unknown, asked again after a pause", order, intent.name());
    }
  }
}
