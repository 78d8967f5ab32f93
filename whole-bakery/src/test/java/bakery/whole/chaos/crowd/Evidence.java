package bakery.whole.chaos.crowd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the crowd saw.
 *
 * @param seed from which every customer's key can be made again
 * @param came the instant from which all microseconds count
 * @param lasted until nobody listened any more
 * @param trails a customer's each, in the order of their coming
 * @param turnedAway customers who came when the crowd itself was full
 * @param oddities what nobody expected, in words; bounded
 */
public record Evidence(
    long seed,
    Instant came,
    Duration lasted,
    List<Trail> trails,
    long turnedAway,
    List<String> oddities) {

  public Evidence {
    trails = List.copyOf(trails);
    oddities = List.copyOf(oddities);
  }

  /** Under which this customer ordered. */
  public String key(Trail trail) {
    return Wants.key(seed, trail.number());
  }

  /** On the clock of the trails. */
  public long micros(Instant instant) {
    return Duration.between(came, instant).toNanos() / 1_000;
  }

  public Instant instant(long micros) {
    return came.plusNanos(micros * 1_000);
  }
}
