package bakery.billing.model;

import bakery.contracts.BillingCommand;
import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The money of one order; its key is the order's id. A command that the payment provider must be
 * asked for becomes an {@link #intent()}, committed before anybody asks; {@link Settlement} says
 * what the answers make of it. What cash pays for needs no provider and is settled in the same
 * step.
 *
 * <p>At rest held = captured + released and refunded ≤ captured; see {@link Books} for the journal.
 *
 * @param number what humans call the order
 * @param method with an empty card token once nothing needs it any more
 * @param amount the sum of the lines
 * @param held what is or was held: the amount, or zero
 * @param refunds in the order in which they were wanted
 * @param reason why it was declined, owed or released, or null
 * @param attempts how often the provider was asked in vain for the present intent
 * @param dueAt from when on it may be asked (again)
 */
public record Payment(
    UUID orderId,
    String number,
    List<Line> lines,
    PaymentMethod method,
    Money amount,
    Status status,
    Money held,
    List<Refund> refunds,
    String reason,
    int attempts,
    Instant dueAt) {

  /** In minor units: keeps every product of the bookkeeping within a long. */
  public static final long MAX_AMOUNT_MINOR = 1_000_000_000;

  /** Refund decisions that one payment remembers, refused ones included. */
  public static final int MAX_REFUNDS = 50;

  static final PaymentMethod SPENT_CARD = new PaymentMethod.Card("");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int DOUBLINGS = 7;

  public Payment {
    lines = List.copyOf(lines);
    refunds = List.copyOf(refunds);
  }

  /** The first that is heard of this order's money. */
  public static Step first(BillingCommand command, Instant now) {
    return switch (command) {
      case HoldPayment hold -> Opening.hold(hold, now);
      case ReleasePayment release -> Answers.released(Opening.tombstone(release, now));
      case CapturePayment capture -> throw unknown(capture);
      case RefundPayment refund -> throw unknown(refund);
    };
  }

  public Step on(BillingCommand command, Instant now) {
    return switch (command) {
      case HoldPayment ignored -> hold();
      case CapturePayment ignored -> capture(now);
      case ReleasePayment release -> release(release, now);
      case RefundPayment refund -> Refunding.on(this, refund, now);
    };
  }

  /** A cashier's report. */
  public Step on(Answered answered, Instant now) {
    return Settlement.of(this, answered, now);
  }

  private Step hold() {
    return switch (status) {
      case HOLDING, RECALLING, RELEASING -> stay(); // its answer is still to come
      case HELD, CAPTURING, CAPTURED, OWED, REFUNDING -> Answers.held(this);
      case DECLINED -> Answers.declined(this);
      case RELEASED -> Answers.released(this); // overtaken by its undo, or heard twice
    };
  }

  /** After a release was decided the answer is what the release comes to, never a capture. */
  private Step capture(Instant now) {
    return switch (status) {
      case HOLDING ->
          throw new IllegalArgumentException(
              "order " + orderId + ": asked to capture before anything was held");
      case HELD ->
          switch (method) {
            case PaymentMethod.Card ignored -> Step.to(intend(Status.CAPTURING, now));
            case PaymentMethod.Cash ignored -> Settlement.captured(this, now);
          };
      case CAPTURING, RECALLING, RELEASING -> stay();
      case CAPTURED, REFUNDING -> Answers.captured(this);
      case OWED -> Answers.captureFailed(this);
      case DECLINED -> Answers.declined(this);
      case RELEASED -> Answers.released(this);
    };
  }

  /**
   * Once a capture was decided a release gives nothing back: money that was taken goes back by a
   * refund, which somebody must want. Whoever wants the release hears both, what the capture came
   * to and that nothing is held (PaymentReleased, zero when all was captured); while the capture is
   * under way only its own answer, and the rest when asked again.
   */
  private Step release(ReleasePayment release, Instant now) {
    return switch (status) {
      case HOLDING -> Step.to(because(release.reason()).with(Status.RECALLING));
      case HELD ->
          switch (method) {
            case PaymentMethod.Card ignored ->
                Step.to(because(release.reason()).intend(Status.RELEASING, now));
            case PaymentMethod.Cash ignored -> Settlement.released(because(release.reason()), now);
          };
      case RECALLING, RELEASING, CAPTURING -> stay(); // its answer is still to come
      case DECLINED, RELEASED -> Answers.released(this);
      case CAPTURED, REFUNDING -> Answers.captured(this).and(Answers.released(this));
      case OWED -> Answers.captureFailed(this).and(Answers.released(this));
    };
  }

  /** What the provider is to be asked now. */
  public Optional<Intent> intent() {
    return switch (status) {
      case HOLDING, RECALLING -> Optional.of(new Intent.Hold());
      case CAPTURING -> Optional.of(new Intent.Capture());
      case RELEASING -> Optional.of(new Intent.Release());
      case REFUNDING -> Refunding.next(this).map(r -> new Intent.Refund(r.decision(), r.amount()));
      case HELD, DECLINED, CAPTURED, OWED, RELEASED -> Optional.empty();
    };
  }

  public Money captured() {
    return switch (status) {
      case CAPTURED, REFUNDING -> amount;
      case HOLDING, RECALLING, HELD, DECLINED, CAPTURING, OWED, RELEASING, RELEASED -> zero();
    };
  }

  /** A hold that the provider refuses to capture is void. */
  public Money released() {
    return switch (status) {
      case RELEASED, OWED -> held;
      case HOLDING, RECALLING, HELD, DECLINED, CAPTURING, CAPTURED, RELEASING, REFUNDING -> zero();
    };
  }

  public Money refunded() {
    return Refunding.sum(this, Refund.State.DONE);
  }

  public Money zero() {
    return Money.zero(amount.currency());
  }

  Step stay() {
    return Step.to(this);
  }

  Payment with(Status next) {
    return new Payment(
        orderId, number, lines, method, amount, next, held, refunds, reason, attempts, dueAt);
  }

  /** There is something new to ask the provider, at once. */
  Payment intend(Status next, Instant now) {
    return new Payment(orderId, number, lines, method, amount, next, held, refunds, reason, 0, now);
  }

  /** The answer is still unknown: asked again after a pause that doubles up to half a minute. */
  Payment again(Instant now) {
    Instant due = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLINGS)));
    int next = Math.min(attempts + 1, Short.MAX_VALUE);
    return new Payment(
        orderId, number, lines, method, amount, status, held, refunds, reason, next, due);
  }

  Payment holding(Money sum) {
    return new Payment(
        orderId, number, lines, method, amount, status, sum, refunds, reason, attempts, dueAt);
  }

  Payment because(String why) {
    return new Payment(
        orderId, number, lines, method, amount, status, held, refunds, why, attempts, dueAt);
  }

  Payment refunding(List<Refund> list) {
    return new Payment(
        orderId, number, lines, method, amount, status, held, list, reason, attempts, dueAt);
  }

  /** Nothing will need the card's token any more. */
  Payment forgetToken() {
    PaymentMethod kept = method instanceof PaymentMethod.Card ? SPENT_CARD : method;
    return new Payment(
        orderId, number, lines, kept, amount, status, held, refunds, reason, attempts, dueAt);
  }

  private static IllegalArgumentException unknown(BillingCommand command) {
    return new IllegalArgumentException(
        "order "
            + command.orderId()
            + ": "
            + command.getClass().getSimpleName()
            + " for a payment that nobody asked to hold");
  }
}
