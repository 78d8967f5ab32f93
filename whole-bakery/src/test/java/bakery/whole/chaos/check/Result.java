package bakery.whole.chaos.check;

import java.util.List;

/**
 * What a check came to.
 *
 * @param check what must hold, in words
 * @param examined how many were looked at: none proves nothing
 * @param failed how many did not hold
 * @param findings the first of them
 */
public record Result(String check, long examined, long failed, List<Finding> findings) {

  public Result {
    findings = List.copyOf(findings);
  }

  public boolean holds() {
    return failed == 0;
  }
}
