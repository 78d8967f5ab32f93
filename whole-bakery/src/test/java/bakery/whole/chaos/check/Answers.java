package bakery.whole.chaos.check;

import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;

/** What was answered to requests that were sent again. */
final class Answers {

  static final Check SAME = new Check("the second answer to a key equals the first", Answers::same);

  private Answers() {}

  private static void same(Scene scene, Findings findings) {
    for (Trail trail : scene.evidence().trails()) {
      for (Entry entry : trail.entries()) {
        if (entry.what() == What.REPEATED && Codes.isGood(entry.code())) findings.examined();
        if (isWrong(trail, entry)) {
          findings.add(name(scene, trail), "sent again: " + entry.words());
          break;
        }
      }
    }
  }

  private static boolean isWrong(Trail trail, Entry entry) {
    if (entry.what() == What.DIFFERED) return true;
    boolean refused = !Codes.isGood(entry.code()) && !Codes.isLater(entry.code());
    return entry.what() == What.REPEATED && trail.isAcknowledged() && refused;
  }

  private static Object name(Scene scene, Trail trail) {
    return trail.isAcknowledged() ? trail.id() : scene.evidence().key(trail);
  }
}
