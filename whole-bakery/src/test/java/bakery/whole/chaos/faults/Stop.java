package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;

/** SIGTERM, as for an update: the node drains and leaves; then it is started again. */
record Stop(String victim, Duration lasts) implements Blow {

  @Override
  public String detail() {
    return victim;
  }

  @Override
  public void strike(World world) {
    world.nodes().stop(victim);
  }

  @Override
  public void heal(World world) {
    world.nodes().revive();
  }
}
