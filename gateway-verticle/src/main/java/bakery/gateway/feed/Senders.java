package bakery.gateway.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Notices that something was missed: a hole in a gateway's numbers, or a gateway that fell silent
 * (a lost <em>last</em> bulletin leaves no hole).
 */
final class Senders {

  static final long SILENT_MILLIS = 3_000;
  static final long FORGOTTEN_MILLIS = 60_000;

  private record Heard(long number, long atMillis) {}

  private final Map<UUID, Heard> heard = new HashMap<>();

  /** True when something before this bulletin was missed. */
  boolean missedBefore(Bulletin bulletin, long nowMillis) {
    Heard last = heard.get(bulletin.sender());
    long known = last == null ? 0 : last.number();
    long expected = bulletin.kind() == Bulletin.Kind.NEWS ? known + 1 : known;
    long number = Math.max(known, bulletin.number());
    if (bulletin.kind() == Bulletin.Kind.GOODBYE) heard.remove(bulletin.sender());
    else heard.put(bulletin.sender(), new Heard(number, nowMillis));
    return bulletin.number() > expected;
  }

  /** True while a gateway that was heard in the last minute is silent. */
  boolean someoneIsSilent(long nowMillis) {
    heard.values().removeIf(last -> nowMillis - last.atMillis() > FORGOTTEN_MILLIS);
    return heard.values().stream().anyMatch(last -> nowMillis - last.atMillis() > SILENT_MILLIS);
  }
}
