package bakery.benchmarks.load;

import java.util.UUID;

/**
 * An order that a gateway has answered for.
 *
 * @param token the tracking token
 * @param intendedNanos when it was to be sent, by the clock of {@link System#nanoTime()}
 */
public record Placed(UUID id, String token, long intendedNanos) {
  private static final String ID = "\"id\":\"";
  private static final String TOKEN = "\"trackingToken\":\"";
  private static final int ID_CHARS = 36;

  /** Finds both in the answer, which is not parsed: at thousands a second that would be felt. */
  static Placed read(String answer, long intendedNanos) {
    var id = answer.indexOf(ID) + ID.length();
    var token = answer.indexOf(TOKEN) + TOKEN.length();
    if (id < ID.length() || token < TOKEN.length()) {
      throw new IllegalStateException("an answer without id or trackingToken: " + answer);
    }
    return new Placed(
        UUID.fromString(answer.substring(id, id + ID_CHARS)),
        answer.substring(token, answer.indexOf('"', token)),
        intendedNanos);
  }
}
