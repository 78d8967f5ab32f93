package bakery.platform;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;

/** Tells failures that pass by themselves from failures of the data. */
public final class Failures {

  private static final int MAX_WORDS = 200;

  private Failures() {}

  /**
   * False only for what the database said of the data itself or what the code threw; all that is
   * not from the database's mouth passes.
   */
  static boolean pass(Throwable failure) {
    if (failure instanceof PgException e && e.getSqlState() != null) return passes(e.getSqlState());
    return !(failure instanceof RuntimeException)
        || failure instanceof VertxException
        || failure instanceof TryLater
        || failure instanceof RejectedExecutionException; // this JVM is closing
  }

  /**
   * Connection lost (08), rolled back (40), out of resources (53), lock not available (55),
   * operator intervention (57) and their like pass; data, rights and syntax do not.
   */
  public static boolean passes(String sqlState) {
    return switch (sqlState.substring(0, 2)) {
      case "08", "25", "40", "53", "55", "57", "58" -> true;
      default -> false;
    };
  }

  /** For operators: what went wrong, bounded, without the data that it went wrong with. */
  static String describe(Throwable failure) {
    String words =
        failure instanceof PgException e
            ? "SQLSTATE " + e.getSqlState() + (quotes(e) ? "" : " " + e.getErrorMessage())
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
  }

  /** Data exceptions say which value it was. */
  private static boolean quotes(PgException e) {
    return e.getSqlState() != null && e.getSqlState().startsWith("22");
  }

  /** What passes is tried again and no news; what does not wants somebody to look. */
  static void log(Logger log, String what, Throwable failure) {
    if (pass(failure)) log.debug("{} must wait: {}", what, failure.toString());
    else log.warn("{} cannot go on until somebody looks: {}", what, describe(failure));
  }
}
