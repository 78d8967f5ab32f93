package bakery.delivery;

import java.util.List;

/** Names for couriers that people can tell apart and find the node of. */
final class CourierNames {

  private static final List<String> NAMES =
      List.of(
          "Aileen",
          "Boris",
          "Catriona",
          "Diego",
          "Esme",
          "Farid",
          "Greta",
          "Hugo",
          "Isla",
          "Jakub",
          "Kenji",
          "Leila",
          "Magnus",
          "Noor",
          "Oskar",
          "Priya",
          "Ruairi",
          "Senna");

  private CourierNames() {}

  /**
   * For example {@code Isla 1 (node-a)}; different for every number, and nodes begin differently.
   */
  static String of(String node, int number) {
    int first = Math.floorMod(node.hashCode(), NAMES.size());
    return NAMES.get((first + number - 1) % NAMES.size()) + " " + number + " (" + node + ")";
  }
}
