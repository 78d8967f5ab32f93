package bakery.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes answers that went well, unless the client has gone or was answered otherwise. */
final class Reply {

  private Reply() {}

  static void json(RoutingContext ctx, int status, JsonObject body) {
    json(ctx, status, body.toBuffer());
  }

  static void json(RoutingContext ctx, int status, Buffer body) {
    if (gone(ctx)) return;
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body);
  }

  /** What belongs to one customer stays out of shared caches. */
  static void privately(RoutingContext ctx, int status, JsonObject body) {
    if (gone(ctx)) return;
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    json(ctx, status, body);
  }

  static void empty(RoutingContext ctx, int status) {
    if (!gone(ctx)) ctx.response().setStatusCode(status).end();
  }

  static boolean gone(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    return response.ended() || response.closed();
  }
}
