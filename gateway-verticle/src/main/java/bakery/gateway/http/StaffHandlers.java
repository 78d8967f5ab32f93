package bakery.gateway.http;

import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.contracts.Role;
import bakery.gateway.http.Problem.Kind;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What the office and the kitchen ask; answered by the roles themselves. */
final class StaffHandlers {

  private static final int TICKETS = 100;

  private final Shop shop;

  StaffHandlers(Shop shop) {
    this.shop = shop;
  }

  void report(RoutingContext ctx) {
    ask(Role.BILLING, new Query.ReadDayReport(Params.date(ctx)), Answer.DayReport.class)
        .onSuccess(report -> Reply.privately(ctx, 200, Answers.report(report)))
        .onFailure(ctx::fail);
  }

  void tickets(RoutingContext ctx) {
    int limit = Params.limit(ctx, TICKETS, Limits.TICKETS);
    ask(Role.KITCHEN, new Query.ReadTickets(limit), Answer.Tickets.class)
        .onSuccess(answer -> Reply.privately(ctx, 200, Answers.tickets(answer.tickets())))
        .onFailure(ctx::fail);
  }

  /** A human says that it is baked. */
  void finishTicket(RoutingContext ctx) {
    Query wish =
        new Query.FinishTicket(Params.orderId(ctx), "staff", Guard.staffOf(ctx).orElseThrow());
    ask(Role.KITCHEN, wish, Answer.Done.class)
        .onSuccess(done -> Reply.empty(ctx, 204))
        .onFailure(ctx::fail);
  }

  private <T extends Answer> Future<T> ask(Role role, Query query, Class<T> wanted) {
    return shop.home()
        .ask(() -> shop.bus().ask(role.address(), query))
        .compose(answer -> as(answer, wanted));
  }

  private static <T extends Answer> Future<T> as(Object answer, Class<T> wanted) {
    if (wanted.isInstance(answer)) return Future.succeededFuture(wanted.cast(answer));
    if (answer instanceof Answer.Refused refused) {
      return Future.failedFuture(new Problem(Kind.TOO_LATE, refused.reason()));
    }
    return Future.failedFuture(new TryLater("an answer of another release"));
  }
}
