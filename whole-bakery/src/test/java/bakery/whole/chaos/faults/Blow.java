package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A fault with its targets, ready to be struck. */
public interface Blow {

  /** Whom it hits, in words. */
  String detail();

  /** How long it stands before it is healed. */
  Duration lasts();

  void strike(World world);

  /** Undoes it as operators or a supervisor would; what the bakery itself mends is left to it. */
  void heal(World world);

  /** The nodes whose work others must take over: what they held is watched until it moves. */
  default List<String> victims() {
    return List.of();
  }

  /** After the heal: since when orders should be accepted again, if the fault stops ordering. */
  default Optional<Instant> orderingSince() {
    return Optional.empty();
  }

  /** The id of a letter that this puts where it can never be handled. */
  default Optional<UUID> poison() {
    return Optional.empty();
  }
}
