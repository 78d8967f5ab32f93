package bakery.kitchen;

import java.util.List;

/** Names for bakers that people can tell apart and find the node of. */
final class BakerNames {

  private static final List<String> NAMES =
      List.of(
          "Agnes", "Bruno", "Carmen", "Dmitri", "Elif", "Fergus", "Gisela", "Hamish", "Ines",
          "Jonas", "Kirsty", "Luca", "Moira", "Nils", "Odette", "Pavel", "Rosa", "Stuart");

  private BakerNames() {}

  /**
   * For example {@code Moira 1 (node-a)}; different for every number, and nodes begin differently.
   */
  static String of(String node, int number) {
    int first = Math.floorMod(node.hashCode(), NAMES.size());
    return NAMES.get((first + number - 1) % NAMES.size()) + " " + number + " (" + node + ")";
  }
}
