package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what stands in paths, queries and headers, or says what it must be. */
final class Params {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern KEY =
      Pattern.compile("[!-~]{" + Limits.KEY_CHARS_MIN + "," + Limits.KEY_CHARS_MAX + "}");
  private static final Pattern SEQ = Pattern.compile("[0-9]{1,9}");
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private Params() {}

  static UUID orderId(RoutingContext ctx) {
    String text = ctx.pathParam("id");
    if (UUID_TEXT.matcher(text).matches()) return UUID.fromString(text);
    throw new Problem(Kind.NOT_FOUND, "an order id is a UUID");
  }

  static String product(RoutingContext ctx) {
    String text = ctx.pathParam("product");
    if (text.length() <= Limits.PRODUCT_CHARS) return text;
    throw new Problem(
        Kind.NOT_FOUND, "a product has at most " + Limits.PRODUCT_CHARS + " characters");
  }

  static String idempotencyKey(RoutingContext ctx) {
    return key(ctx.request().getHeader("Idempotency-Key"), "the header Idempotency-Key");
  }

  static String keyOfQuery(RoutingContext ctx) {
    return key(ctx.queryParams().get("key"), "the query parameter key");
  }

  private static String key(String key, String where) {
    if (key != null && KEY.matcher(key).matches()) return key;
    throw new Problem(
        Kind.BAD_KEY,
        "%s must have from %d to %d visible ASCII characters, for example a UUID"
            .formatted(where, Limits.KEY_CHARS_MIN, Limits.KEY_CHARS_MAX));
  }

  /** The last step that a follower has seen; event sources send it as a header of their own. */
  static int after(RoutingContext ctx) {
    String text =
        Optional.ofNullable(ctx.request().getHeader("Last-Event-ID"))
            .filter(id -> !id.isEmpty())
            .or(() -> Optional.ofNullable(ctx.queryParams().get("after")))
            .orElse("0");
    if (SEQ.matcher(text).matches()) return Integer.parseInt(text);
    throw new Problem(Kind.BAD_REQUEST, "after must be the seq of a step that was seen, or 0");
  }

  static LocalDate date(RoutingContext ctx) {
    String text = ctx.pathParam("date");
    try {
      if (DATE.matcher(text).matches()) return LocalDate.parse(text);
    } catch (DateTimeException e) {
      // said below
    }
    throw new Problem(Kind.BAD_REQUEST, "the date must be a day such as 2017-02-04");
  }

  static int limit(RoutingContext ctx, int otherwise, int max) {
    String text = ctx.queryParams().get("limit");
    if (text == null) return otherwise;
    if (SEQ.matcher(text).matches()) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) return limit;
    }
    throw new Problem(Kind.BAD_REQUEST, "limit must be from 1 to " + max);
  }

  /** W3C traceparent, or null. */
  static String trace(RoutingContext ctx) {
    String text = ctx.request().getHeader("traceparent");
    return text != null && TRACE.matcher(text).matches() ? text : null;
  }

  static void jsonOnly(RoutingContext ctx) {
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && JSON_TYPE.matcher(type.strip()).matches()) return;
    throw new Problem(Kind.UNSUPPORTED_TYPE, "send Content-Type: application/json");
  }

  static byte[] body(RoutingContext ctx) {
    Buffer body = ctx.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  /** The body {@code {"available": true}} or false. */
  static boolean available(RoutingContext ctx) {
    JsonNode json = StrictJson.read(body(ctx));
    List<Refusal> refusals = new ArrayList<>();
    Fields.of(json, "", refusals, Set.of("available"));
    JsonNode value = json.path("available");
    if (refusals.isEmpty() && !value.isBoolean()) {
      refusals.add(new Refusal("/available", "must be true or false"));
    }
    if (!refusals.isEmpty()) throw new Problem(Kind.INVALID, "see errors", refusals);
    return value.booleanValue();
  }
}
