package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** SIGSTOP for longer than failure detectors wait, then SIGCONT: it knows nothing of the gap. */
record Freeze(String victim, Duration lasts) implements Blow {

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
    world.nodes().named(victim).freeze();
  }

  @Override
  public void heal(World world) {
    world.nodes().named(victim).thaw();
  }
}
