package bakery.contracts;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who of the staff wants something, for the audit of the role that does it.
 *
 * @param name as the token has it
 * @param right by which it is allowed
 */
public record Staff(String name, Right right) {

  public Staff {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(right, "right");
  }

  /**
   * By the first of these rights that he has.
   *
   * @param words the rights that his token names, known here or not
   * @param any of which one is enough
   */
  public static Optional<Staff> allowed(String name, Set<String> words, Right... any) {
    return Arrays.stream(any)
        .filter(right -> words.contains(right.word()))
        .findFirst()
        .map(right -> new Staff(name, right));
  }

  /** Without the name, which belongs in no log. */
  @Override
  public String toString() {
    return "Staff[" + right.word() + "]";
  }
}
