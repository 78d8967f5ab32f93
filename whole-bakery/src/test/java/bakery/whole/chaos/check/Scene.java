package bakery.whole.chaos.check;

import bakery.whole.chaos.crowd.Evidence;
import java.util.Set;
import java.util.UUID;

/**
 * What checks look at.
 *
 * @param poison the ids of planted letters, or of the orders they speak of: those may be parked
 */
record Scene(Evidence evidence, Tables tables, Histories histories, Set<UUID> poison) {

  Scene {
    poison = Set.copyOf(poison);
  }
}
