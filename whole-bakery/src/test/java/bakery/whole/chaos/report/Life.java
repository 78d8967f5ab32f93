package bakery.whole.chaos.report;

import bakery.gateway.model.Status;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import java.util.List;

/**
 * A trail in short; in microseconds, {@link #NEVER} for what did not come about.
 *
 * @param retries answers, while the order was being placed, after which it was said again
 * @param end how it ended as far as the customer knows, or null
 */
record Life(
    Trail trail, long came, long acknowledged, long ended, long gaveUp, int retries, Status end) {

  static final long NEVER = Long.MAX_VALUE;

  static List<Life> of(Evidence evidence) {
    return evidence.trails().stream().map(Life::of).toList();
  }

  static Life of(Trail trail) {
    long gaveUp = NEVER;
    int failed = 0;
    Status end = null;
    for (Entry entry : trail.entries()) {
      boolean placing = entry.what() == What.ORDERED || entry.what() == What.ASKED;
      if (placing && Codes.isLater(entry.code())) failed++;
      if (entry.what() == What.GAVE_UP) gaveUp = entry.micros();
      if (entry.status() != null && entry.status().isFinal()) end = entry.status();
    }
    return new Life(
        trail,
        trail.cameMicros().orElse(0),
        trail.acknowledgedMicros().orElse(NEVER),
        trail.endedMicros().orElse(NEVER),
        gaveUp,
        failed,
        end);
  }

  boolean gaveUpOrdering() {
    return gaveUp != NEVER;
  }

  /** Whether the order was being placed at some moment of that time. */
  boolean wasBeingPlaced(long from, long until) {
    return came <= until && Math.min(acknowledged, gaveUp) >= from;
  }

  /** Whether the customer knew of the order and of no end. */
  boolean wasOpenAt(long micros) {
    return acknowledged <= micros && ended > micros;
  }
}
