package bakery.platform;

/**
 * An aggregate and who works on it: what one row holds.
 *
 * @param trace W3C traceparent of what made it, carried by every letter it causes, or null
 */
public record Entry<A>(A state, Lease lease, String trace) {

  public Entry(A state, Lease lease) {
    this(state, lease, null);
  }
}
