package bakery.whole.chaos.faults;

import java.util.Random;

/**
 * A kind of fault, which the seed aims.
 *
 * @param turns how often it comes in a round of all kinds
 * @param separate whether it needs namespaces
 */
public record Kind(String name, int turns, boolean separate, Aim aim) {

  /** Chooses targets and times. */
  @FunctionalInterface
  public interface Aim {
    Blow at(Cast cast, Random random);
  }
}
