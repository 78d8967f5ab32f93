package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What came back, if anything did.
 *
 * @param code see {@link Codes}
 * @param retryAfterMillis as the server asked, or -1
 * @param told the order that a good answer tells of, else null
 */
record Reply(int code, long retryAfterMillis, Told told) {

  static final Reply NONE_YET = without(Codes.CUT);
  private static final String TOKEN = "trackingToken";

  /** An order as a gateway tells of it; the rest is without its token. */
  record Told(UUID id, String token, Status status, int seq, JsonObject rest) {

    /** The same for the same answer, whatever the order of its fields; never 0. */
    int print() {
      int print = rest.getMap().hashCode();
      return print == 0 ? 1 : print;
    }
  }

  static Reply without(int code) {
    return new Reply(code, -1, null);
  }

  static Reply of(int code, long retryAfterMillis, String body) {
    if (!Codes.isGood(code)) return new Reply(code, retryAfterMillis, null);
    try {
      return new Reply(code, retryAfterMillis, told(body));
    } catch (DecodeException | NullPointerException | ClassCastException e) {
      return without(Codes.UNREADABLE);
    } catch (IllegalArgumentException e) {
      return without(Codes.UNREADABLE);
    }
  }

  boolean isGood() {
    return told != null;
  }

  boolean isLater() {
    return Codes.isLater(code);
  }

  private static Told told(String body) {
    JsonObject json = new JsonObject(body);
    String token = (String) json.remove(TOKEN);
    return new Told(
        UUID.fromString(json.getString("id")),
        token,
        Status.valueOf(json.getString("status")),
        json.getInteger("seq"),
        json);
  }
}
