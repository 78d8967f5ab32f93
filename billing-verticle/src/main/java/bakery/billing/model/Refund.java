package bakery.billing.model;

import bakery.contracts.Money;
import java.util.UUID;

/**
 * One decision to give money back, and what became of it.
 *
 * @param reason why it was wanted; once refused, why it was refused
 */
public record Refund(UUID decision, Money amount, State state, String reason) {

  public enum State {
    WANTED,
    DONE,
    REFUSED
  }

  Refund done() {
    return new Refund(decision, amount, State.DONE, reason);
  }

  Refund refused(String why) {
    return new Refund(decision, amount, State.REFUSED, why);
  }
}
