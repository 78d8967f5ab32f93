package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.Lane;
import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;

/** A way becomes long, loses packets, or loses all its connections at once. */
record Slow(Way way, Manner manner, Duration lasts) implements Blow {

  enum Way {
    TO_THE_DATABASE("two nodes to the database"),
    TO_A_GATEWAY("balancer to a gateway");

    private final String words;

    Way(String words) {
      this.words = words;
    }
  }

  enum Manner {
    DELAYED,
    LOSSY,
    RESET
  }

  private static final Duration DELAY = Duration.ofMillis(25);
  private static final Duration STALL = Duration.ofMillis(300);

  @Override
  public String detail() {
    return way.words
        + switch (manner) {
          case DELAYED -> ", " + DELAY.toMillis() + " ms each way";
          case LOSSY -> ", stalls of " + STALL.toMillis() + " ms";
          case RESET -> ", all connections reset";
        };
  }

  @Override
  public void strike(World world) {
    lanes(world)
        .forEach(
            lane -> {
              switch (manner) {
                case DELAYED -> lane.delay(DELAY);
                case LOSSY -> lane.stall(STALL);
                case RESET -> lane.reset();
              }
            });
  }

  @Override
  public void heal(World world) {
    lanes(world).forEach(Lane::mend);
  }

  private List<Lane> lanes(World world) {
    return switch (way) {
      case TO_THE_DATABASE -> world.databaseLanes();
      case TO_A_GATEWAY -> List.of(world.gatewayLane());
    };
  }
}
