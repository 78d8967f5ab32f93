package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The primary's disk is full for a while; whether it survives that is its own affair. */
final class FillDisk implements Blow {

  private final Duration lasts;
  private volatile Instant back;

  FillDisk(Duration lasts) {
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
    world.databases().fillDisk();
  }

  @Override
  public void heal(World world) {
    world.databases().emptyDisk();
    world.databases().startPrimary();
    back = Instant.now();
  }

  @Override
  public Optional<Instant> orderingSince() {
    return Optional.ofNullable(back);
  }
}
