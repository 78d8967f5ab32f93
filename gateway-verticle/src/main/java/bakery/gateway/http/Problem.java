package bakery.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * An answer that is not what the client hoped for, as RFC 9457 says it. Thrown, or failed with, by
 * whatever notices; written by {@link Problems}.
 */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Kind kind;
  private final transient List<Refusal> refusals;

  /** Every kind of problem, with its status. */
  enum Kind {
    BROKEN_JSON(400, "The body is not JSON"),
    BAD_REQUEST(400, "The request is malformed"),
    BAD_KEY(400, "An idempotency key is needed"),
    TOKEN_MISSING(401, "A token is needed"),
    TOKEN_INVALID(401, "The token is not good"),
    TOKEN_WRONG(403, "The token does not fit"),
    RIGHT_MISSING(403, "The token has not the right"),
    NOT_PERMITTED(403, "The node was not started with permission for that"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "That form is not offered here"),
    TIMEOUT(408, "The request did not arrive in time"),
    TOO_LATE(409, "The order has gone too far for that"),
    TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_TYPE(415, "The body must be application/json"),
    INVALID(422, "The body says what it must not"),
    NOT_SOLD(422, "Something of this cannot be ordered"),
    CLOSED(422, "The bakery is closed"),
    OUT_OF_AREA(422, "The address is too far away"),
    KEY_REUSED(422, "The idempotency key belongs to another order"),
    TOO_MANY(429, "Too many orders at once"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    OUR_FAULT(500, "Something went wrong here"),
    TRY_LATER(503, "Not just now");

    final int status;
    final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    String type() {
      return "urn:bakery:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean passes() {
      return this == TOO_MANY || this == TRY_LATER;
    }
  }

  Problem(Kind kind, String detail, Refusal... refusals) {
    this(kind, detail, List.of(refusals));
  }

  Problem(Kind kind, String detail, List<Refusal> refusals) {
    super(detail, null, false, false);
    this.kind = kind;
    this.refusals = List.copyOf(refusals);
  }

  Kind kind() {
    return kind;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("type", kind.type())
            .put("title", kind.title)
            .put("status", kind.status)
            .put("detail", getMessage());
    if (refusals.isEmpty()) return json;
    JsonArray errors = new JsonArray();
    refusals.forEach(
        r -> errors.add(new JsonObject().put("pointer", r.pointer()).put("detail", r.detail())));
    return json.put("errors", errors);
  }
}
