package bakery.whole.chaos.faults;

import bakery.whole.Jvm;
import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** A node loses its way to the database, or to everything. */
record Cut(String victim, boolean fromAll, Duration lasts) implements Blow {

  @Override
  public String detail() {
    return victim;
  }

  @Override
  public List<String> victims() {
    return List.of(victim);
  }

  @Override
  public void strike(World world) {
    Jvm node = world.nodes().named(victim);
    if (fromAll) world.network().cutFromAll(world.nodes().place(node));
    else world.cutFromDatabase(node);
  }

  @Override
  public void heal(World world) {
    world.network().join();
  }
}
