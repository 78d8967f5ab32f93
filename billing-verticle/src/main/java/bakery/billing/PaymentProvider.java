package bakery.billing;

import bakery.billing.model.Outcome.Definite;
import bakery.contracts.Money;
import io.vertx.core.Future;

/**
 * Port: who holds and moves the money of cards. A future that succeeds brings the definite outcome;
 * one that fails, or never ends, means that the outcome is unknown. Asked again with the same key
 * it must not act again but say what it said.
 */
public interface PaymentProvider {

  Future<Definite> hold(Charge charge);

  /** Takes all that was held. */
  Future<Definite> capture(Charge charge);

  /** Gives up a hold. Refused means that there is none any more. */
  Future<Definite> release(Charge charge);

  /** Gives back a part of what was captured. */
  Future<Definite> refund(Charge charge);

  /**
   * What a call is about.
   *
   * @param key the idempotency key
   * @param hold the key of the hold that it refers to; the same as the key when it is the hold
   * @param token the card's token; empty in refunds, when it is no longer kept
   */
  record Charge(String key, String hold, String token, Money amount) {

    @Override
    public String toString() {
      return "Charge[" + key + ", " + amount + "]";
    }
  }
}
