package bakery.platform.staffing;

import java.util.Locale;

/**
 * What a policy decided.
 *
 * @param workers in all from now on
 */
record Verdict(Kind kind, int workers, String reason) {

  /** Of the number itself. */
  boolean isChange() {
    return kind == Kind.HIRE || kind == Kind.LET_GO;
  }

  enum Kind {
    STAY,
    HIRE,
    LET_GO,
    /** As many as before, on the nodes that are left. */
    MAKE_UP,
    /** As many as before, spread anew. */
    EVEN_OUT;

    /** For logs, metrics and JSON. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
