package bakery.platform;

import java.time.Duration;
import java.time.Instant;

/**
 * A role's pure model as the platform sees it. All functions are free of effects; time is the
 * database's and comes in.
 *
 * @param <A> the aggregate, an immutable value
 * @param <R> what is recorded or published with a change
 */
public interface Model<A, R> {

  /**
   * Handles a letter, a wish or a worker's result.
   *
   * @param state null when the aggregate is not known yet
   * @throws IllegalArgumentException when the message cannot be handled ever: it is refused
   */
  Step<A, R> on(A state, Object message, Instant now);

  /**
   * Whether something is still to happen by itself: a worker is wanted (or working), or a deadline
   * is running.
   */
  boolean open(A state);

  /** From when on a worker may take it, or its deadline; database time. Asked of open ones only. */
  Instant due(A state);

  /** Its deadline has passed. Asked only of aggregates that no worker is wanted for. */
  default Step<A, R> expired(A state, Instant now) {
    return Step.same(state);
  }

  /** A worker takes it; called in the transaction of the claim. The lease is the platform's. */
  default Step<A, R> start(A state, String worker, Instant now) {
    return Step.same(state);
  }

  /** What operators call its state, for traces; null when it has no name. */
  default String status(A state) {
    return null;
  }

  /** How long the work should take. A claim ends by itself after three times this and a bit. */
  default Duration expected(A state) {
    return Duration.ofSeconds(1);
  }
}
