package bakery.gateway.http;

import bakery.gateway.floor.Errand;
import bakery.gateway.floor.ErrandRefused;
import bakery.gateway.http.Problem.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The whole bakery for those who run it: how it stands, and what they want done. */
final class FloorHandlers {

  private final Shop shop;

  FloorHandlers(Shop shop) {
    this.shop = shop;
  }

  void look(RoutingContext ctx) {
    shop.home()
        .ask(shop.lookout()::look)
        .onSuccess(
            seen -> {
              if (Reply.gone(ctx)) return;
              ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
              Reply.json(ctx, 200, seen);
            })
        .onFailure(ctx::fail);
  }

  void repairs(RoutingContext ctx) {
    answer(ctx, 200, shop.home().ask(shop.lookout().floor()::repairs));
  }

  void inspect(RoutingContext ctx) {
    Params.jsonOnly(ctx);
    ctx.next();
  }

  void workers(RoutingContext ctx) {
    run(ctx, 200, ErrandParser.workers(ctx));
  }

  void drain(RoutingContext ctx) {
    run(ctx, 202, ErrandParser.toNode(ctx, Errand.Kind.DRAIN));
  }

  void sickLeave(RoutingContext ctx) {
    run(ctx, 202, ErrandParser.toNode(ctx, Errand.Kind.SICK_LEAVE));
  }

  void retry(RoutingContext ctx) {
    run(ctx, 200, ErrandParser.repair(ctx, Errand.Kind.RETRY, false));
  }

  void discard(RoutingContext ctx) {
    run(ctx, 200, ErrandParser.repair(ctx, Errand.Kind.DISCARD, true));
  }

  void nudge(RoutingContext ctx) {
    run(ctx, 200, ErrandParser.repair(ctx, Errand.Kind.NUDGE, false));
  }

  void demonstrate(RoutingContext ctx) {
    run(ctx, 200, ErrandParser.demonstration(ctx));
  }

  void endDemonstration(RoutingContext ctx) {
    run(ctx, 200, Errand.endDemonstration(Guard.staffOf(ctx).orElseThrow()));
  }

  private void run(RoutingContext ctx, int status, Errand errand) {
    answer(ctx, status, shop.home().ask(() -> shop.lookout().floor().run(errand)));
  }

  private static void answer(RoutingContext ctx, int status, Future<JsonObject> answer) {
    answer
        .onSuccess(json -> Reply.privately(ctx, status, json))
        .onFailure(e -> ctx.fail(e instanceof ErrandRefused refused ? problem(refused) : e));
  }

  private static Problem problem(ErrandRefused refused) {
    Kind kind =
        switch (refused.why()) {
          case NOT_FOUND -> Kind.NOT_FOUND;
          case INVALID -> Kind.INVALID;
          case NOT_PERMITTED -> Kind.NOT_PERMITTED;
        };
    return new Problem(kind, refused.getMessage());
  }
}
