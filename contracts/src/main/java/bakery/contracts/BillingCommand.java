package bakery.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What billing is told. */
public sealed interface BillingCommand extends Message {

  /** Answered by PaymentHeld or PaymentDeclined. The amount is the sum of the lines. */
  record HoldPayment(UUID orderId, String number, List<Line> lines, PaymentMethod method)
      implements BillingCommand {
    public HoldPayment {
      Objects.requireNonNull(orderId, "orderId");
      Objects.requireNonNull(method, "method");
      lines = List.copyOf(lines);
      if (lines.isEmpty())
        throw new IllegalArgumentException("an order without lines cannot be charged");
    }

    public Money amount() {
      return lines.stream().map(Line::total).reduce(Money::plus).orElseThrow();
    }
  }

  /** Answered by PaymentCaptured or CaptureFailed (then a debt is booked). */
  record CapturePayment(UUID orderId) implements BillingCommand {}

  /** Answered by PaymentReleased, whatever became of the hold. */
  record ReleasePayment(UUID orderId, String reason) implements BillingCommand {}

  /**
   * Gives captured money back, once per decision. Answered by PaymentRefunded or RefundRefused.
   *
   * @param decision who repeats the wish repeats this id
   */
  record RefundPayment(UUID orderId, UUID decision, Money amount, String reason)
      implements BillingCommand {}
}
