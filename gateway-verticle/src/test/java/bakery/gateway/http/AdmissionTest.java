package bakery.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A bakery that keeps up with a thousand orders a second, in simulated milliseconds. */
class AdmissionTest {

  private static final double CARRIED_A_MILLI = 1;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long now;
  private double waiting;
  private final Admission admission =
      new Admission(
          InFlight.orders(1, meters), () -> (long) (waiting / CARRIED_A_MILLI), () -> now, meters);

  private record Seen(int admitted, double done, double longestWait) {}

  private Seen offer(double ordersAMilli, int millis) {
    int admitted = 0;
    double done = 0;
    double longest = 0;
    double offered = 0;
    for (int i = 0; i < millis; i++, now++) {
      for (offered += ordersAMilli; offered >= 1; offered--) {
        if (!admission.letIn()) continue;
        admitted++;
        waiting++;
      }
      double step = Math.min(waiting, CARRIED_A_MILLI);
      waiting -= step;
      done += step;
      longest = Math.max(longest, waiting / CARRIED_A_MILLI);
    }
    return new Seen(admitted, done, longest);
  }

  @Test
  void everybodyGetsInWhileTheBakeryKeepsUp() {
    assertEquals(7_500, offer(0.75, 10_000).admitted());
    assertEquals(Double.POSITIVE_INFINITY, admission.limit());
  }

  @Test
  void offeredTwiceWhatItCarriesItCarriesAllItCanAndNobodyWaitsLong() {
    offer(0.75, 5_000);
    var rush = offer(2, 30_000);
    assertTrue(rush.done() > 0.95 * 30_000, rush.toString());
    assertTrue(rush.longestWait() < 3 * Admission.MAX_LAG_MILLIS, rush.toString());
  }

  @Test
  void afterTheRushEverybodyGetsInAtOnce() {
    offer(2, 30_000);
    offer(0.5, 1_000);
    assertEquals(2_500, offer(0.5, 5_000).admitted());
  }

  @Test
  void whatStandsStillIsTriedAgain() {
    offer(0.5, 1_000);
    waiting = 1e9;
    var stuck = offer(0.5, 10_000);
    assertTrue(stuck.admitted() > 0.5 * 10 * Admission.LEAST, stuck.toString());
    waiting = 0;
    offer(0.5, 3_000);
    assertEquals(500, offer(0.5, 1_000).admitted());
  }
}
