package bakery.billing.model;

import bakery.contracts.OrderEvent.CaptureFailed;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentDeclined;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentRefunded;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.OrderEvent.RefundRefused;

/** What the gateway is told, derived from the payment alone: asked again, billing says the same. */
final class Answers {

  private Answers() {}

  static Step held(Payment payment) {
    return Step.to(payment, new PaymentHeld(payment.orderId(), payment.held()));
  }

  static Step declined(Payment payment) {
    return Step.to(payment, new PaymentDeclined(payment.orderId(), payment.reason()));
  }

  static Step captured(Payment payment) {
    return Step.to(payment, new PaymentCaptured(payment.orderId(), payment.captured()));
  }

  static Step captureFailed(Payment payment) {
    return Step.to(payment, new CaptureFailed(payment.orderId(), payment.reason()));
  }

  static Step released(Payment payment) {
    return Step.to(payment, new PaymentReleased(payment.orderId(), payment.released()));
  }

  static Step refunded(Payment payment, Refund refund) {
    return switch (refund.state()) {
      case WANTED -> Step.to(payment);
      case DONE ->
          Step.to(
              payment, new PaymentRefunded(payment.orderId(), refund.decision(), refund.amount()));
      case REFUSED ->
          Step.to(
              payment, new RefundRefused(payment.orderId(), refund.decision(), refund.reason()));
    };
  }
}
