package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The primary is lost for good and its synchronous standby promoted; later the lost one comes back,
 * empty, as the new standby. With its whole machine, when connections to it are not even refused.
 */
final class LosePrimary implements Blow {

  private final boolean wholeMachine;
  private final Duration lasts;
  private volatile Instant promoted;

  LosePrimary(boolean wholeMachine, Duration lasts) {
    this.wholeMachine = wholeMachine;
    this.lasts = lasts;
  }

  @Override
  public String detail() {
    return wholeMachine ? "with its machine" : "its processes";
  }

  @Override
  public Duration lasts() {
    return lasts;
  }

  @Override
  public void strike(World world) {
    if (wholeMachine) world.cutOffPrimary();
    world.databases().failover();
    promoted = Instant.now();
  }

  @Override
  public void heal(World world) {
    world.network().join();
    world.databases().rebuild();
  }

  @Override
  public Optional<Instant> orderingSince() {
    return Optional.ofNullable(promoted);
  }
}
