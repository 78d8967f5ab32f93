package bakery.platform.access;

/** A token that proves nothing. The message may be shown to whoever sent it. */
public final class NotAuthentic extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NotAuthentic(String why) {
    super(why, null, false, false);
  }
}
