package bakery.platform;

/** Nothing is wrong with what was asked; there is no room or no database for it just now. */
public final class TryLater extends RuntimeException {

  private static final long serialVersionUID = 1;

  public TryLater(String why) {
    super(why, null, false, false);
  }

  public TryLater(String why, Throwable cause) {
    super(why, cause, false, false);
  }
}
