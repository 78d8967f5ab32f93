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
 * @param stalls how long each piece of work that it hit stood still, as the tables show; what
 *     customers saw of it stands in the evidence
 * @param letters those of it that stood longest, the longest first
 */
public record Struck(
    String kind,
    String detail,
    Instant from,
    Instant until,
    List<Duration> stalls,
    List<Letter> letters) {

  public Struck {
    stalls = List.copyOf(stalls);
    letters = List.copyOf(letters);
    if (until.isBefore(from)) throw new IllegalArgumentException(kind + " ended before it began");
  }
}
