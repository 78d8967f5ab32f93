package bakery.gateway.model;

import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.contracts.TaxShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * An order and how far it has come; an immutable value.
 *
 * @param terms what was agreed when it was placed
 * @param dueAt when to look next whether it is stuck, if it has not ended
 * @param history its steps, the first with seq 1, without a gap
 * @param waitsFor which undo a cancellation waits for
 */
public record Order(
    Terms terms, Status status, Instant dueAt, List<News> history, WaitsFor waitsFor) {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int MAX_DETAIL = 200;

  /**
   * What never changes.
   *
   * @param payment how it is paid; the token of a card is handed on to billing and not kept
   * @param trace W3C traceparent of the request that placed it, or null; like the key not kept
   *     here: its letters carry it
   * @param key the request's idempotency key, or null; it is not kept with the order
   */
  public record Terms(
      UUID id,
      List<Line> lines,
      Fulfilment fulfilment,
      PaymentMethod payment,
      Instant placedAt,
      Instant promisedAt,
      String trace,
      IdempotencyKey key) {

    public Terms {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(fulfilment, "fulfilment");
      Objects.requireNonNull(payment, "payment");
      Objects.requireNonNull(placedAt, "placedAt");
      Objects.requireNonNull(promisedAt, "promisedAt");
      lines = List.copyOf(lines);
      if (lines.isEmpty()) throw new IllegalArgumentException("an order needs a line");
    }

    Terms at(Instant now) {
      Instant promised = now.plus(Duration.between(placedAt, promisedAt));
      return new Terms(id, lines, fulfilment, payment, now, promised, trace, key);
    }

    Terms under(IdempotencyKey other) {
      return new Terms(id, lines, fulfilment, payment, placedAt, promisedAt, trace, other);
    }

    Terms withoutAddress() {
      return switch (fulfilment) {
        case Fulfilment.Pickup ignored -> this;
        case Fulfilment.Delivery ignored ->
            new Terms(
                id,
                lines,
                new Fulfilment.Delivery(null),
                payment,
                placedAt,
                promisedAt,
                trace,
                key);
      };
    }
  }

  /** The confirmations a cancellation needs, one after the other. */
  public enum WaitsFor {
    /** No cancellation is under way. */
    NOTHING,
    /** The kitchen's word that the ticket is withdrawn, or that a baker was first. */
    TICKET,
    /** Billing's word that nothing is held any more. */
    MONEY
  }

  public Order {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(dueAt, "dueAt");
    Objects.requireNonNull(waitsFor, "waitsFor");
    history = List.copyOf(history);
    if (history.isEmpty()) throw new IllegalArgumentException("an order begins with a step");
  }

  /** A fresh order, with its first step. The database's time replaces {@code now} on commit. */
  public static Order place(
      UUID id,
      List<Line> lines,
      Fulfilment fulfilment,
      PaymentMethod payment,
      Instant now,
      Duration promise,
      String trace) {
    return placed(new Terms(id, lines, fulfilment, payment, now, now.plus(promise), trace, null));
  }

  private static Order placed(Terms terms) {
    News first = new News(terms.id(), 1, Status.PLACED, terms.placedAt(), null);
    return new Order(terms, Status.PLACED, terms.promisedAt(), List.of(first), WaitsFor.NOTHING);
  }

  /** The same order, placed under a key. */
  public Order under(IdempotencyKey key) {
    return new Order(terms.under(key), status, dueAt, history, waitsFor);
  }

  /** The same fresh order as the clock that all share sees it. */
  Order placedAt(Instant now) {
    return placed(terms.at(now));
  }

  /** One step further; never before the last one, should this node's notion of time be behind. */
  Order step(Status next, WaitsFor undo, String detail, Instant now) {
    List<News> steps = new ArrayList<>(history);
    Instant last = history.getLast().at();
    Instant at = now.isBefore(last) ? last : now;
    steps.add(new News(id(), seq() + 1, next, at, shortened(detail)));
    return new Order(next.isFinal() ? terms.withoutAddress() : terms, next, dueAt, steps, undo);
  }

  private static String shortened(String detail) {
    boolean fits = detail == null || detail.length() <= MAX_DETAIL;
    return fits ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
  }

  Order waitingFor(WaitsFor undo) {
    return new Order(terms, status, dueAt, history, undo);
  }

  Order due(Instant at) {
    return new Order(terms, status, at, history, waitsFor);
  }

  public UUID id() {
    return terms.id();
  }

  /** Short, for humans; two orders of different days may share one. */
  public String number() {
    return numberOf(id());
  }

  /** The number of the order with this id. */
  public static String numberOf(UUID id) {
    long bits = id.getLeastSignificantBits() & Long.MAX_VALUE;
    char letter = LETTERS.charAt((int) (bits / 10_000 % LETTERS.length()));
    return String.format(Locale.ROOT, "%c%04d", letter, bits % 10_000);
  }

  public int seq() {
    return last().seq();
  }

  public News last() {
    return history.getLast();
  }

  public List<Line> lines() {
    return terms.lines();
  }

  public Fulfilment fulfilment() {
    return terms.fulfilment();
  }

  public PaymentMethod payment() {
    return terms.payment();
  }

  public Money total() {
    return lines().stream().map(Line::total).reduce(Money::plus).orElseThrow();
  }

  public List<TaxShare> tax() {
    return TaxShare.of(lines());
  }

  public Instant placedAt() {
    return terms.placedAt();
  }

  public Instant promisedAt() {
    return terms.promisedAt();
  }

  public String trace() {
    return terms.trace();
  }

  boolean waitsFor(WaitsFor undo) {
    return waitsFor == undo;
  }

  /** Why it was last being cancelled, or declined. */
  String reason() {
    return history.reversed().stream()
        .filter(step -> step.status() == Status.CANCELLING || step.status() == Status.DECLINED)
        .map(News::detail)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("cancelled");
  }

  public boolean isPickup() {
    return terms.fulfilment() instanceof Fulfilment.Pickup;
  }
}
