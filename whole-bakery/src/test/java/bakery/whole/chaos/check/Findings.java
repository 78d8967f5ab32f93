package bakery.whole.chaos.check;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a check examines and finds; keeps the first and counts the rest. */
final class Findings {

  static final int KEPT = 20;

  private final String check;
  private final List<Finding> kept = new ArrayList<>();
  private long examined;
  private long failed;

  Findings(String check) {
    this.check = check;
  }

  void examined() {
    examined(1);
  }

  void examined(long more) {
    examined += more;
  }

  void add(Object id, String what) {
    failed++;
    if (kept.size() < KEPT) kept.add(new Finding(String.valueOf(id), what));
  }

  Result result() {
    return new Result(check, examined, failed, kept);
  }
}
