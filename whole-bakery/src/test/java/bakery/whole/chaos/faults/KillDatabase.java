package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The primary's processes are killed; later it is started again and recovers. */
final class KillDatabase implements Blow {

  private final Duration lasts;
  private volatile Instant back;

  KillDatabase(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String detail() {
    return "primary";
  }

  @Override
  public Duration lasts() {
    return lasts;
  }

  @Override
  public void strike(World world) {
    world.databases().killPrimary();
  }

  @Override
  public void heal(World world) {
    world.databases().startPrimary();
    back = Instant.now();
  }

  @Override
  public Optional<Instant> orderingSince() {
    return Optional.ofNullable(back);
  }
}
