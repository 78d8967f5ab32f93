package bakery.platform;

import io.vertx.core.Future;

/**
 * Does the work that aggregates wait for: a baker, a courier, a cashier. It is called outside any
 * transaction, once per claim, possibly after another worker did the same work and died before it
 * could tell.
 */
public interface Worker<A> {

  String name();

  /** How many claims it works on at once. */
  int slots();

  /**
   * @return the result as a message for {@link Model#on}; it takes effect only when the claim still
   *     stands. A failed future gives the claim back, to be taken again after a pause.
   */
  Future<?> work(A state);
}
