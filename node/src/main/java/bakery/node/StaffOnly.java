package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Deed;
import bakery.platform.access.Access;
import bakery.platform.access.Caller;
import bakery.platform.access.NotAuthentic;
import io.vertx.core.Future;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The guard of a node's operations port. A route is open, or says which rights it takes: {@code
 * staff.may(router.post("/hire"), OPERATOR).handler(…)}; of the staff member whom it let pass
 * {@link #of} tells. A router with a route that says neither is not served.
 */
final class StaffOnly {
  static final int BODY_BYTES = 4_096;

  private static final String RIGHTS = "rights";
  private static final String STAFF = "staff";
  private static final String BEARER = "Bearer ";
  private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/metrics");

  private final Access access;

  StaffOnly(Access access) {
    this.access = access;
  }

  /**
   * Reads the body and lets those pass who have one of these rights; what fails behind is answered
   * as a problem.
   */
  Route may(Route route, Right... any) {
    return route
        .putMetadata(RIGHTS, List.of(any))
        .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
        .handler(request -> judge(request, any))
        .failureHandler(OperatorProblem::answer);
  }

  /** Whom the guard has let pass. */
  static Staff of(RoutingContext request) {
    return request.get(STAFF);
  }

  /**
   * What the staff member whom the guard has let pass does, for {@link bakery.platform.Audit}.
   *
   * @param reason why, or null
   */
  static Deed deed(RoutingContext request, String action, String thing, String reason) {
    return deed(of(request), action, thing, reason);
  }

  /** The same of a member of staff whom somebody else has let pass. */
  static Deed deed(Staff staff, String action, String thing, String reason) {
    return new Deed(staff.name(), staff.right().word(), action, thing, reason);
  }

  /** Which rights a route takes, any of them; none when everybody may. */
  static List<Right> rights(Route route) {
    return Optional.ofNullable(route.<List<Right>>getMetadata(RIGHTS)).orElse(List.of());
  }

  /** Refuses a router that forgot to guard one of its routes. */
  static Router guarded(Router router) {
    for (var route : router.getRoutes()) {
      if (rights(route).isEmpty() && !OPEN.contains(route.getPath())) {
        throw new IllegalStateException("the route " + route.getPath() + " is open to everybody");
      }
    }
    return router;
  }

  private void judge(RoutingContext request, Right... any) {
    access
        .caller(bearer(request))
        .map(caller -> staff(caller, any))
        .recover(e -> Future.failedFuture(e instanceof NotAuthentic ? invalid(e) : e))
        .onFailure(request::fail)
        .onSuccess(
            staff -> {
              request.put(STAFF, staff);
              request.next();
            });
  }

  private static Staff staff(Caller caller, Right... any) {
    return Staff.allowed(caller.name(), caller.rights(), any)
        .orElseThrow(
            () ->
                new OperatorProblem(
                    Kind.RIGHT_MISSING, "this takes one of the rights: " + Right.words(any)));
  }

  private static String bearer(RoutingContext request) {
    return Optional.ofNullable(request.request().getHeader("authorization"))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElseThrow(
            () ->
                new OperatorProblem(
                    Kind.TOKEN_MISSING, "send Authorization: Bearer and a staff token"));
  }

  private static OperatorProblem invalid(Throwable why) {
    return new OperatorProblem(Kind.TOKEN_INVALID, why.getMessage());
  }
}
