package bakery.whole.chaos.report;

import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long customers heard nothing new after a fault: of every followed order that was open at the
 * strike the longest time without news that began between the strike and the mending. The first is
 * counted from the strike. Orders that wait for somebody else than the bakery (a customer at the
 * counter, a slow bank) are left out.
 */
final class Stalls {

  private Stalls() {}

  static List<Duration> of(Evidence evidence, List<Life> lives, Instant from, Instant until) {
    long strike = evidence.micros(from);
    long mended = Math.max(strike, evidence.micros(until));
    long end = evidence.lasted().toNanos() / 1_000;
    return lives.stream()
        .filter(life -> life.trail().isFollowed() && life.trail().kind().isSteady())
        .filter(life -> life.wasOpenAt(strike))
        .map(life -> Duration.ofNanos(longestMicros(life.trail(), strike, mended, end) * 1_000))
        .toList();
  }

  private static long longestMicros(Trail trail, long strike, long mended, long end) {
    long longest = 0;
    long since = strike;
    boolean ended = false;
    for (Entry entry : trail.entries()) {
      if (entry.what() != What.NEWS || entry.micros() < strike) continue;
      longest = Math.max(longest, entry.micros() - since);
      since = entry.micros();
      ended = entry.status().isFinal();
      if (ended || since > mended) break;
    }
    boolean waitsStill = !ended && since <= mended;
    return waitsStill ? Math.max(longest, end - since) : longest;
  }
}
