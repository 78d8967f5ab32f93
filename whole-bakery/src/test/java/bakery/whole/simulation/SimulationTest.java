package bakery.whole.simulation;

import org.junit.jupiter.api.Test;

/**
 * Thousands of bad days: letters lost, doubled and late, transactions rolled back, answers of
 * commits lost, nodes killed and frozen. A failing seed fails again: {@code -Dsimulation.seed=N}.
 */
class SimulationTest {

  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 300);
  private static final int CUSTOMERS = 30;
  private static final long RUSH_MILLIS = 60_000;
  private static final long REST_MILLIS = 20 * 60_000L;

  @Test
  void nothingIsLostDoubledOrChargedTwiceWhateverDies() {
    Long only = Long.getLong("simulation.seed");
    if (only != null) {
      day(only);
      return;
    }
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      try {
        day(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static void day(long seed) {
    SimBakery bakery = new SimBakery(seed);
    bakery.open(3);
    for (int i = 0; i < CUSTOMERS; i++) {
      bakery.expectCustomer(1_000 + bakery.world.upTo(RUSH_MILLIS));
    }
    for (int i = 0; i < bakery.world.upTo(5); i++) {
      bakery.world.after(bakery.world.upTo(RUSH_MILLIS), bakery::killOne);
      bakery.world.after(bakery.world.upTo(RUSH_MILLIS), bakery::freezeOne);
    }
    do {
      bakery.world.runUntil(bakery.world.millis() + 10_000);
    } while (bakery.world.millis() < REST_MILLIS && !bakery.atRest());
    new SimChecks(bakery).all();
  }
}
