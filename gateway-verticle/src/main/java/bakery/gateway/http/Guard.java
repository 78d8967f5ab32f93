package bakery.gateway.http;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.gateway.http.Problem.Kind;
import bakery.platform.access.Access;
import bakery.platform.access.Caller;
import bakery.platform.access.NotAuthentic;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who may do what: an order's tracking token opens that order, a member of staff has rights by a
 * signed token. Both are judged before any order is looked for, so that an answer tells nothing of
 * orders that the asker has no token of.
 */
final class Guard {

  private static final String BEARER = "Bearer ";
  private static final String STAFF = "staff";

  private final Tokens tokens;
  private final Access access;

  /**
   * Stands before a route.
   *
   * @param rights of which staff need one
   */
  record Gate(List<Right> rights, Handler<RoutingContext> judge)
      implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext ctx) {
      judge.handle(ctx);
    }
  }

  Guard(Tokens tokens, Access access) {
    this.tokens = tokens;
    this.access = access;
  }

  /** Lets those pass who have one of these rights. */
  Gate staff(Right... any) {
    return new Gate(
        List.of(any), ctx -> goOn(ctx, staff(bearer(ctx).orElseThrow(Guard::missing), any), true));
  }

  /** Lets the order's customer pass, and those who have one of these rights. */
  Gate customer(Right... any) {
    return customer(Guard::bearer, true, any);
  }

  /**
   * The same for feeds, which browsers open without headers; a request that has ended could not
   * become a websocket.
   */
  Gate follower(Right... any) {
    return customer(
        ctx ->
            bearer(ctx)
                .or(() -> Subprotocols.token(ctx.request()))
                .or(() -> Optional.ofNullable(ctx.queryParams().get("token"))),
        false,
        any);
  }

  /** The member of staff whom a route's guard has let pass; a customer is none. */
  static Optional<Staff> staffOf(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(STAFF));
  }

  private Gate customer(
      Function<RoutingContext, Optional<String>> where, boolean resume, Right... any) {
    return new Gate(
        List.of(any),
        ctx -> {
          UUID order = Params.orderId(ctx);
          String token = where.apply(ctx).orElseThrow(Guard::missing);
          if (tokens.fits(token, order)) ctx.next();
          else if (Access.looksSigned(token)) goOn(ctx, staff(token, any), resume);
          else throw new Problem(Kind.TOKEN_WRONG, "this token is not that of this order");
        });
  }

  private Future<Staff> staff(String token, Right... any) {
    return access
        .caller(token)
        .map(caller -> staff(caller, any))
        .recover(e -> Future.failedFuture(e instanceof NotAuthentic ? invalid(e) : e));
  }

  private static Staff staff(Caller caller, Right... any) {
    return Staff.allowed(caller.name(), caller.rights(), any)
        .orElseThrow(
            () ->
                new Problem(
                    Kind.RIGHT_MISSING, "this takes one of the rights: " + Right.words(any)));
  }

  /**
   * The keys may have to be fetched first; until then the body waits.
   *
   * @param resume false when the route's handler does that itself
   */
  private static void goOn(RoutingContext ctx, Future<Staff> judged, boolean resume) {
    if (!judged.isComplete()) ctx.request().pause();
    judged
        .onSuccess(
            staff -> {
              ctx.put(STAFF, staff);
              if (resume) ctx.request().resume();
              ctx.next();
            })
        .onFailure(
            e -> {
              ctx.request().resume();
              ctx.fail(e);
            });
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

  private static Problem invalid(Throwable why) {
    return new Problem(Kind.TOKEN_INVALID, why.getMessage());
  }
}
