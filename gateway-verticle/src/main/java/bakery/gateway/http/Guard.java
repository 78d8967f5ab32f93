package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may do what: an order's tracking token opens that order, the staff key opens everything. A
 * token is judged before any order is looked for, so that an answer tells nothing of orders that
 * the asker has no token of.
 */
final class Guard {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Optional<String> staffKey;

  Guard(Tokens tokens, Optional<String> staffKey) {
    this.tokens = tokens;
    this.staffKey = staffKey;
  }

  /** Throws unless the caller may deal with this order. */
  void customer(RoutingContext ctx, UUID orderId) {
    customer(bearer(ctx), orderId);
  }

  /** The same for feeds, which browsers open without headers. */
  void follower(RoutingContext ctx, UUID orderId) {
    customer(
        bearer(ctx)
            .or(() -> Subprotocols.token(ctx.request()))
            .or(() -> Optional.ofNullable(ctx.queryParams().get("token"))),
        orderId);
  }

  void staff(RoutingContext ctx) {
    String token = bearer(ctx).orElseThrow(Guard::missing);
    if (!isStaff(token)) {
      throw new Problem(Kind.TOKEN_WRONG, "this takes the staff key as bearer token");
    }
  }

  private void customer(Optional<String> given, UUID orderId) {
    String token = given.orElseThrow(Guard::missing);
    if (!tokens.fits(token, orderId) && !isStaff(token)) {
      throw new Problem(Kind.TOKEN_WRONG, "this token is not that of this order");
    }
  }

  private boolean isStaff(String token) {
    return staffKey.isPresent() && Tokens.same(token, staffKey.get());
  }

  private static Optional<String> bearer(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private static Problem missing() {
    return new Problem(Kind.TOKEN_MISSING, "send Authorization: Bearer and the token");
  }
}
