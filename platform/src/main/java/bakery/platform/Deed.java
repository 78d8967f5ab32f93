package bakery.platform;

import java.util.UUID;

/**
 * What a member of staff did, as the table {@code audit} keeps it.
 *
 * @param who the subject of the token, at most 100 characters
 * @param right by which it was allowed
 * @param action a word such as {@code discard-letter}
 * @param thing that it was done to: an id or a name, at most 200 characters
 * @param reason a sentence of at most 500 characters, or null
 */
public record Deed(String who, String right, String action, String thing, String reason) {

  public static final int WHO_CHARS = 100;
  public static final int THING_CHARS = 200;
  public static final int REASON_CHARS = 500;

  public Deed {
    check("who", who, WHO_CHARS);
    check("right", right, WHO_CHARS);
    check("action", action, WHO_CHARS);
    check("thing", thing, THING_CHARS);
    if (reason != null) check("reason", reason, REASON_CHARS);
  }

  public Deed(String who, String right, String action, UUID thing, String reason) {
    this(who, right, action, thing.toString(), reason);
  }

  private static void check(String name, String text, int max) {
    if (text == null || text.isBlank() || text.length() > max) {
      throw new IllegalArgumentException(name + " must be text of 1 to " + max + " characters");
    }
  }

  /** Without the name, which belongs in no log. */
  @Override
  public String toString() {
    return "Deed[" + action + " " + thing + "]";
  }
}
