package bakery.platform.staffing;

import java.util.Locale;

/**
 * A node's place in a role's table of workers.
 *
 * @param number of workers that it is to have
 * @param version of that number
 * @param state whether the node can be counted on
 */
public record Post(String node, int number, int version, State state) {

  public enum State {
    /** It beats and stays. */
    AT_WORK,
    /** It drains. */
    LEAVING,
    /** It has not been beating for a while, but nobody has struck it off yet. */
    LATE,
    /** It has left, or was struck off: what it had is there when it comes back. */
    AWAY;

    /** For JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean atWork() {
    return state == State.AT_WORK;
  }

  /** What it has still counts: it may be busy, or frozen for a moment. */
  boolean late() {
    return state == State.LATE;
  }

  /** What it had is others' affair now. */
  boolean gone() {
    return (state == State.LEAVING || state == State.AWAY) && number > 0;
  }

  Post with(int other) {
    return new Post(node, other, version, state);
  }
}
