package bakery.contracts;

import java.time.Duration;

/**
 * How fast the sandbox's ovens bake and its roads are travelled: real durations divided by a
 * factor, or no waiting at all. Deadlines of machines (leases, time-outs) know no pace.
 *
 * @param factor at least 1, or 0 for {@link #INSTANT}
 */
public record Pace(int factor) {

  public static final Pace REAL = new Pace(1);

  /** Work is done as soon as it is begun, without a timer. */
  public static final Pace INSTANT = new Pace(0);

  private static final int MAX_FACTOR = 1_000_000;

  public Pace {
    if (factor < 0 || factor > MAX_FACTOR) throw new IllegalArgumentException(expected());
  }

  /** Reads {@code real}, {@code instant} or a whole number such as {@code 60}. */
  public static Pace parse(String text) {
    return switch (text) {
      case "real" -> REAL;
      case "instant" -> INSTANT;
      default -> times(text);
    };
  }

  /** What a duration of the real world takes at this pace. */
  public Duration of(Duration real) {
    return factor == 0 ? Duration.ZERO : real.dividedBy(factor);
  }

  private static Pace times(String text) {
    if (!text.matches("[1-9][0-9]{0,6}")) throw new IllegalArgumentException(expected());
    return new Pace(Integer.parseInt(text));
  }

  private static String expected() {
    return "a pace is real, instant, or a whole number from 1 to " + MAX_FACTOR;
  }
}
