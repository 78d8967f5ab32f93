package bakery.contracts;

import java.util.Objects;

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

  /** Without the name, which belongs in no log. */
  @Override
  public String toString() {
    return "Staff[" + right.word() + "]";
  }
}
