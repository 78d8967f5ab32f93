package bakery.whole.chaos.report;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A letter that was under way when a fault struck, and stood.
 *
 * @param from the role in whose outbox it stood
 * @param to the role to which it goes
 * @param stoodMillis from the strike to its receipt
 * @param tries how often it had been sent again when it was last seen
 * @param triedMillisAgo how long before that moment the last time was
 */
public record Letter(
    UUID id, String from, String to, long stoodMillis, int tries, long triedMillisAgo) {

  /** Those that stood longest, the longest first. */
  public static List<Letter> longest(List<Letter> letters, int count) {
    return letters.stream()
        .sorted(Comparator.comparingLong(Letter::stoodMillis).reversed())
        .limit(count)
        .toList();
  }
}
