package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** {@code kill -9}: the JVMs are gone at once; later a supervisor starts them again. */
record Kill(List<String> victims, Duration lasts) implements Blow {

  @Override
  public String detail() {
    return String.join(" + ", victims);
  }

  @Override
  public void strike(World world) {
    victims.parallelStream().forEach(name -> world.nodes().named(name).kill9());
  }

  @Override
  public void heal(World world) {
    world.nodes().revive();
  }
}
