package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** A rolling restart: every node in its turn is stopped, started, and waited for. */
record Roll(List<String> nodes) implements Blow {

  @Override
  public String detail() {
    return String.join(", ", nodes);
  }

  @Override
  public Duration lasts() {
    return Duration.ZERO;
  }

  @Override
  public void strike(World world) {
    for (String name : nodes) {
      world.nodes().stop(name);
      world.nodes().revive();
      world.awaitWhole();
    }
  }

  @Override
  public void heal(World world) {}
}
