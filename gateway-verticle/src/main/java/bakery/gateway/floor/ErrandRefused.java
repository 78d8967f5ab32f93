package bakery.gateway.floor;

/** An errand that will not be done as things stand; the message says why. */
public final class ErrandRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Why why;

  /** Of which sort the reason is. */
  public enum Why {
    /** There is no such node, role, letter or row. */
    NOT_FOUND,
    /** It asks for what cannot be, such as fewer workers than none. */
    INVALID,
    /** The node was not started with permission for it. */
    NOT_PERMITTED
  }

  public ErrandRefused(Why why, String detail) {
    super(detail, null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
