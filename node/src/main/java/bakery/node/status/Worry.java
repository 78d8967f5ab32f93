package bakery.node.status;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Something that somebody should look at.
 *
 * @param about a node's name or a role
 * @param count of what there is too much of; 0 where nothing is counted
 * @param seconds for so long; 0 where it is not about time
 * @param what a state, a reason or names; or null
 */
record Worry(Kind kind, String about, long count, double seconds, String what) {

  /** Each is a sentence in the texts of the bakery's page, too. */
  enum Kind {
    NOT_HEARD,
    NO_BEAT,
    NOT_READY,
    DOES_NOT_SEE,
    UNKNOWN,
    PARKED,
    STUCK,
    NO_NODE,
    NOBODY_WORKS;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Worry of(Kind kind, String about) {
    return new Worry(kind, about, 0, 0, null);
  }

  static Worry of(Kind kind, String about, String what) {
    return new Worry(kind, about, 0, 0, what);
  }

  static Worry counted(Kind kind, String about, long count) {
    return new Worry(kind, about, count, 0, null);
  }

  /** The sentence, in English. */
  String text() {
    return switch (kind) {
      case NOT_HEARD -> "not heard: " + about;
      case NO_BEAT -> String.format(Locale.ROOT, "%s has not beaten for %.1f s", about, seconds);
      case NOT_READY -> about + " is " + what;
      case DOES_NOT_SEE -> about + " does not see " + what;
      case UNKNOWN -> about + " is unknown: " + what;
      case PARKED -> about + ": " + count + " letters are parked, see scripts/bakery parked";
      case STUCK -> about + ": " + count + " rows are stuck, see scripts/bakery stuck";
      case NO_NODE -> about + ": no node is at work";
      case NOBODY_WORKS -> about + ": " + count + " wait and nobody works there";
    };
  }

  /** As the schema {@code Bakery} of the gateways' document has it. */
  JsonObject json() {
    var json = new JsonObject().put("kind", kind.word()).put("text", text()).put("about", about);
    if (count > 0) json.put("count", count);
    if (seconds > 0) json.put("seconds", seconds);
    if (what != null) json.put("what", what);
    return json;
  }
}
