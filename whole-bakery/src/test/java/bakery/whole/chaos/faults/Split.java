package bakery.whole.chaos.faults;

import bakery.whole.Jvm;
import bakery.whole.chaos.world.Place;
import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** No packet passes between two groups of nodes; all of them reach the database. */
record Split(List<String> some, List<String> others, Duration lasts) implements Blow {

  @Override
  public String detail() {
    return String.join(" + ", some) + " | " + String.join(" + ", others);
  }

  @Override
  public void strike(World world) {
    for (String one : some) {
      for (String other : others) world.network().cut(place(world, one), place(world, other));
    }
  }

  private static Place place(World world, String name) {
    Jvm node = world.nodes().named(name);
    return world.nodes().place(node);
  }

  @Override
  public void heal(World world) {
    world.network().join();
  }
}
