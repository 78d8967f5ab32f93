package bakery.whole.chaos.check;

import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import java.util.List;

/** What followers heard, over all their connections. */
final class Feeds {

  static final Check WHOLE =
      new Check("every feed ascends without gap or repeat, across reconnections", Feeds::whole);

  static final Check TRUE =
      new Check("every feed told what stands in the table, to the end", Feeds::told);

  private static final int TOO_MANY = 429;

  private Feeds() {}

  private static void whole(Scene scene, Findings findings) {
    for (Trail trail : scene.evidence().trails()) {
      if (!hasFollowed(trail)) continue;
      findings.examined();
      List<Entry> entries = trail.entries();
      int seq = 0;
      for (Entry entry : entries) {
        if (entry.what() == What.CLOSED && isRefusal(entry.code())) {
          findings.add(trail.id(), "after step " + seq + " the feed was refused: " + entry.words());
          break;
        }
        if (entry.what() != What.NEWS) continue;
        if (entry.seq() != seq + 1) {
          findings.add(trail.id(), "after step " + seq + " the feed told " + entry.words());
          break;
        }
        seq = entry.seq();
      }
    }
  }

  /** Who gave up before he was told of his order never opened its feed. */
  private static boolean hasFollowed(Trail trail) {
    return trail.isFollowed()
        && trail.isAcknowledged()
        && (has(trail, What.OPENED) || !has(trail, What.GAVE_UP));
  }

  private static boolean has(Trail trail, What what) {
    return trail.entries().stream().anyMatch(entry -> entry.what() == what);
  }

  private static boolean isRefusal(int code) {
    return code / 100 == 4 && code != TOO_MANY;
  }

  private static void told(Scene scene, Findings findings) {
    for (Trail trail : scene.evidence().trails()) {
      if (!hasFollowed(trail)) continue;
      Histories.Row row = scene.histories().of(trail.id());
      if (row == null) continue; // another check's finding
      findings.examined();
      List<Entry> news =
          trail.entries().stream().filter(entry -> entry.what() == What.NEWS).toList();
      news.stream()
          .filter(entry -> row.step(entry.seq()) != entry.status())
          .findFirst()
          .ifPresentOrElse(
              entry -> findings.add(trail.id(), entry.words() + ", but " + row.words()),
              () -> {
                int last = news.isEmpty() ? 0 : news.getLast().seq();
                if (last < row.length()) {
                  findings.add(trail.id(), "heard up to step " + last + " of " + row.words());
                }
              });
    }
  }
}
