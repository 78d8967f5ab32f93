package bakery.whole;

import bakery.contracts.Right;
import java.util.List;

/** An operator of that name before the bakery's page on a wall, and what is where on it. */
record Wall(ShopWindow window, String who) {

  /** Where orders stand until they have ended. */
  static final List<String> STATIONS = List.of("placed", "paid", "baking", "ready", "way", "door");

  private static final int WIDTH = 1920;

  Visitor comes() {
    return signsIn(sees("bakery"));
  }

  /** Who has not said who it is. */
  Visitor sees(String page) {
    return window.visitor(WIDTH, "en-GB").opens(page);
  }

  Visitor signsIn(Visitor visitor) {
    return visitor.fillsIn("token", token()).clicks(".enter").sees(".room");
  }

  String token() {
    return TestStaff.token(who, Right.OPERATOR);
  }

  /** How often this operator's deed stands in the audit. */
  long audited(String action, String thing) {
    return window.bakery().books().audited(who, action, thing);
  }

  /** How many orders stand there. */
  static String count(String station) {
    return "[data-station=" + station + "] .station-count";
  }

  static String room(Jvm node) {
    return "[data-room='" + node.name + "']";
  }

  static String zone(Jvm node, String role) {
    return room(node) + " [data-role=" + role + "]";
  }

  static String worker(Jvm node, String role) {
    return zone(node, role) + " .worker";
  }
}
