package bakery.whole.chaos.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A fault that was let loose.
 *
 * @param kind a short word, the same for all of its kind
 * @param detail whom it hit and how
 * @param from when it struck
 * @param until when everything that it broke was mended, or put back to work
 * @param stalls how long each order that was open then stood still; when empty the report fills it
 *     in from what the customers saw
 */
public record Struck(
    String kind, String detail, Instant from, Instant until, List<Duration> stalls) {

  public Struck {
    stalls = List.copyOf(stalls);
    if (until.isBefore(from)) throw new IllegalArgumentException(kind + " ended before it began");
  }

  public Struck(String kind, String detail, Instant from, Instant until) {
    this(kind, detail, from, until, List.of());
  }
}
