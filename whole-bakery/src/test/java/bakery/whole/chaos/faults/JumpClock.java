package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;

/** A node comes back from a restart with a wrong clock, and is restarted with the right one. */
record JumpClock(String victim, Duration offset, Duration lasts) implements Blow {

  private static final String OFFSET = "BAKERY_CLOCK_OFFSET_MILLIS";

  @Override
  public String detail() {
    return victim + " by " + offset.toMinutes() + " min";
  }

  @Override
  public void strike(World world) {
    restart(world, Long.toString(offset.toMillis()));
  }

  @Override
  public void heal(World world) {
    restart(world, null);
  }

  private void restart(World world, String millis) {
    world.nodes().stop(victim);
    world.nodes().named(victim).tell(OFFSET, millis);
    world.nodes().revive();
    world.awaitWhole();
  }
}
