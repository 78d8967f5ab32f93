package bakery.whole.chaos.crowd;

import java.util.List;

/** The kinds of orders that come in, and how many of a thousand are of each. */
public enum Kind {
  DELIVERED_CARD(540, true, "tok_ok"),
  DELIVERED_CASH(100, true, null),
  PICKUP_CARD(130, false, "tok_ok"),
  PICKUP_CASH(50, false, null),
  /** The customer changes his mind at a random moment; it may be too late. */
  CANCELLED(70, true, "tok_ok"),
  /** The same while the provider is still thinking, so that it is mostly in time. */
  CANCELLED_SLOW(20, true, "tok_slow"),
  DECLINED(30, true, "tok_declined"),
  POOR(10, true, "tok_insufficient_funds"),
  SLOW(24, true, "tok_slow"),
  /** Few, for the provider's circuit breaker opens at fifty failures in ten seconds. */
  FLAKY(4, true, "tok_flaky"),
  OUTCOME_UNKNOWN(2, true, "tok_outcome_unknown"),
  /** Baked and brought, but never paid. */
  DEBT(10, true, "tok_capture_fails"),
  /** Nobody opens the door. */
  UNDELIVERABLE(10, true, "tok_ok");

  static final int OF = 1_000;
  private static final List<Kind> KINDS = List.of(values());

  private final int share;
  private final boolean delivered;
  private final String card;

  Kind(int share, boolean delivered, String card) {
    this.share = share;
    this.delivered = delivered;
    this.card = card;
  }

  /** Which one a number below {@value #OF} stands for. */
  static Kind at(int number) {
    int rest = number;
    for (Kind kind : KINDS) {
      rest -= kind.share;
      if (rest < 0) return kind;
    }
    throw new IllegalArgumentException(number + " is not below " + OF);
  }

  static Kind of(int ordinal) {
    return KINDS.get(ordinal);
  }

  int share() {
    return share;
  }

  public boolean isDelivered() {
    return delivered;
  }

  /** The card's token, or null for cash. */
  String card() {
    return card;
  }

  boolean isCancelled() {
    return this == CANCELLED || this == CANCELLED_SLOW;
  }

  /** Whether nothing but the bakery decides how long its steps take: no customer, no slow bank. */
  public boolean isSteady() {
    return switch (this) {
      case DELIVERED_CARD, DELIVERED_CASH, DEBT, DECLINED, POOR -> true;
      case PICKUP_CARD, PICKUP_CASH, CANCELLED, CANCELLED_SLOW -> false;
      case SLOW, FLAKY, OUTCOME_UNKNOWN, UNDELIVERABLE -> false;
    };
  }
}
