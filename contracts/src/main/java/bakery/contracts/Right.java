package bakery.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a member of staff may do; the word is that of tokens, documents and the audit. */
public enum Right {
  /** Runs the nodes, and repairs what went wrong. */
  OPERATOR,
  /** Bakes, and says what is sold out. */
  KITCHEN,
  /** Takes orders to their doors, or hands them over the counter. */
  COURIER,
  /** Reads the books. */
  OFFICE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such right; names those that there are
   */
  public static Right of(String word) {
    return Arrays.stream(values())
        .filter(right -> right.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no right \"" + word + "\"; the rights are " + words(values())));
  }

  /** For example {@code kitchen, operator}. */
  public static String words(Right... rights) {
    return Arrays.stream(rights).map(Right::word).collect(Collectors.joining(", "));
  }
}
