package bakery.whole.chaos.crowd;

/** How a request ended: an HTTP status, or one of three numbers that no server sends. */
public final class Codes {

  /** Nobody listened, or the connection was cut: perhaps it was heard, perhaps not. */
  public static final int CUT = 0;

  /** No answer in time: perhaps it was heard, perhaps not. */
  public static final int TIMED_OUT = 1;

  /** An answer of 2xx that is not what the contract says. */
  public static final int UNREADABLE = 2;

  private Codes() {}

  public static boolean isGood(int code) {
    return code / 100 == 2;
  }

  /** Whether a normal client sends the same again. */
  public static boolean isLater(int code) {
    return switch (code) {
      case CUT, TIMED_OUT, 408, 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** Whether the server may have done it although it did not say so. */
  static boolean isUnknown(int code) {
    return code == CUT || code == TIMED_OUT || code == 502 || code == 504;
  }

  public static String words(int code) {
    return switch (code) {
      case CUT -> "cut off";
      case TIMED_OUT -> "no answer in time";
      case UNREADABLE -> "an answer that cannot be read";
      default -> Integer.toString(code);
    };
  }
}
