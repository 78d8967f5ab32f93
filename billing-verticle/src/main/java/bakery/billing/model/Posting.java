package bakery.billing.model;

import bakery.contracts.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A movement of the journal: one amount from one account to another, so the journal is balanced by
 * construction. Its key is the order, the decision and a number: no decision is booked twice.
 *
 * @param decision {@code capture}, {@code debt} or {@code refund:<decision>}
 * @param basisPoints the tax rate of the goods that the movement is about
 */
public record Posting(
    UUID orderId,
    String decision,
    int n,
    Account debit,
    Account credit,
    Money amount,
    int basisPoints,
    Instant bookedAt) {

  /** Decisions by which goods are sold. */
  public static final String CAPTURE = "capture";

  public static final String DEBT = "debt";

  public Posting {
    if (amount.minor() <= 0)
      throw new IllegalArgumentException("a movement must move something: " + amount);
  }
}
