package bakery.platform.access;

import java.util.Set;

/**
 * Who calls, as a signed token says it.
 *
 * @param name the token's subject
 * @param rights the words of the token's claim, also those that nobody here knows
 */
public record Caller(String name, Set<String> rights) {

  static final int NAME_CHARS = 100;

  public Caller {
    rights = Set.copyOf(rights);
  }

  /** Without the name, which belongs in no log. */
  @Override
  public String toString() {
    return "Caller" + rights;
  }
}
