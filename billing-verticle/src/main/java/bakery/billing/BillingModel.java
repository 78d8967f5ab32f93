package bakery.billing;

import bakery.billing.model.Answered;
import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.contracts.BillingCommand;
import bakery.platform.Model;
import bakery.platform.Step;
import java.time.Duration;
import java.time.Instant;

/** The payment model as the platform drives it. */
public final class BillingModel implements Model<Payment, Posting> {

  private final Duration call;

  /**
   * @param call how long one call to the payment provider may take
   */
  public BillingModel(Duration call) {
    this.call = call;
  }

  @Override
  public Step<Payment, Posting> on(Payment payment, Object message, Instant now) {
    return switch (message) {
      case BillingCommand command ->
          step(payment == null ? Payment.first(command, now) : payment.on(command, now));
      case Answered answered -> step(payment.on(answered, now));
      default ->
          throw new IllegalArgumentException(
              "billing cannot handle " + message.getClass().getSimpleName());
    };
  }

  @Override
  public String status(Payment payment) {
    return payment.status().name();
  }

  @Override
  public boolean open(Payment payment) {
    return payment.status().open();
  }

  @Override
  public Instant due(Payment payment) {
    return payment.dueAt();
  }

  @Override
  public Duration expected(Payment payment) {
    return call;
  }

  private static Step<Payment, Posting> step(bakery.billing.model.Step step) {
    return new Step<>(step.payment(), step.events(), step.postings());
  }
}
