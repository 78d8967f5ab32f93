package bakery.whole.simulation;

import bakery.gateway.model.News;
import bakery.platform.sim.PlantedBug;
import bakery.platform.sim.World;
import java.util.List;

/** One day of a simulated bakery, from opening to rest. All of it follows from the seed. */
final class SimDay {

  private static final int CUSTOMERS = 8;
  private static final int CALAMITIES_MAX = 4;
  private static final long RUSH_MILLIS = 15_000;
  private static final long CLOSING_MILLIS = 30 * 60_000L;

  private final SimBakery bakery;

  SimDay(long seed, PlantedBug bug) {
    bakery = new SimBakery(new World(seed, bug));
  }

  /** Lives it, then checks that all is well; tells every step of every order. */
  List<News> live() {
    World world = bakery.world;
    bakery.open(2 + (int) world.upTo(2));
    for (int i = 0; i < CUSTOMERS; i++) bakery.customers.expect(1_000 + world.upTo(RUSH_MILLIS));
    long calamities = world.upTo(CALAMITIES_MAX);
    for (int i = 0; i < calamities; i++) {
      Calamity calamity = Calamity.any(world);
      world.after(1_000 + world.upTo(RUSH_MILLIS), () -> calamity.strike(bakery));
    }
    do {
      world.runUntil(world.millis() + 5_000);
    } while (world.millis() < CLOSING_MILLIS && !bakery.atRest());
    new SimChecks(bakery).all();
    return bakery.orders.records;
  }
}
