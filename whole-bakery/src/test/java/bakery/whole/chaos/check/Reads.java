package bakery.whole.chaos.check;

import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;

/** What customers read: alone, by their key, or as the answer to a wish. */
final class Reads {

  static final Check FORWARD = new Check("what a customer read never goes back", Reads::forward);

  static final Check TRUE = new Check("what a customer read stands in the table", Reads::stands);

  private Reads() {}

  /**
   * A read may not know less than what was seen before it was asked for. A feed is its own line: it
   * tells every step in turn, also those that a read has shown before.
   */
  private static void forward(Scene scene, Findings findings) {
    for (Trail trail : scene.evidence().trails()) {
      if (trail.isAcknowledged()) forward(trail, findings);
    }
  }

  private static void forward(Trail trail, Findings findings) {
    var entries = trail.entries();
    long sent = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.what() == What.SENT) sent = entry.micros();
      if (!isRead(entry)) continue;
      findings.examined();
      int seen = 0;
      for (Entry before : entries.subList(0, i)) {
        boolean counts = before.micros() < sent && (isRead(before) || before.what() == What.NEWS);
        if (counts) seen = Math.max(seen, before.seq());
      }
      if (entry.seq() < seen) {
        findings.add(trail.id(), "saw step " + seen + ", then read " + entry.words());
        return;
      }
    }
  }

  private static boolean isRead(Entry entry) {
    return switch (entry.what()) {
      case READ, ASKED, CANCELLATION, COLLECTION -> entry.status() != null;
      case ORDERED, REPEATED, DIFFERED -> false; // always the first step
      case CAME, SENT, OPENED, NEWS, CLOSED, GAVE_UP -> false;
    };
  }

  private static void stands(Scene scene, Findings findings) {
    for (Trail trail : scene.evidence().trails()) {
      Histories.Row row = trail.isAcknowledged() ? scene.histories().of(trail.id()) : null;
      if (row == null) continue; // another check's finding
      for (Entry entry : trail.entries()) {
        if (!entry.isAnswer()) continue;
        if (entry.status() != null) {
          findings.examined();
          if (row.step(entry.seq()) == entry.status()) continue;
          findings.add(trail.id(), entry.words() + ", but " + row.words());
          break;
        }
        if (entry.what() == What.READ && !Codes.isLater(entry.code())) {
          findings.add(trail.id(), "is acknowledged, but: " + entry.words());
          break;
        }
      }
    }
  }
}
