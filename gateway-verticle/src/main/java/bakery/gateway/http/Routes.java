package bakery.gateway.http;

import static bakery.contracts.Right.COURIER;
import static bakery.contracts.Right.KITCHEN;
import static bakery.contracts.Right.OFFICE;
import static bakery.contracts.Right.OPERATOR;

import bakery.contracts.Right;
import bakery.gateway.http.Problem.Kind;
import bakery.gateway.pages.Pages;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The whole interface, path by path, as the OpenAPI document has it. */
final class Routes {

  /** Metadata of a guard's route: of which rights staff need one. */
  static final String RIGHTS = "rights";

  static final String ORDERS = "/v1/orders";

  private static final Right[] ANY = Right.values();

  private final Router router;
  private final Map<String, Set<String>> methods = new LinkedHashMap<>();
  private final TimeoutHandler bodyInTime;
  private final BodyHandler body =
      BodyHandler.create(false).setBodyLimit(Limits.BODY_BYTES).setHandleFileUploads(false);

  private Routes(Vertx vertx, Limits limits) {
    router = Router.router(vertx);
    bodyInTime = TimeoutHandler.create(2 * limits.request().toMillis(), 408);
  }

  static Router of(Vertx vertx, Shop shop, Pages pages, Consumer<Router> operations) {
    Routes routes = new Routes(vertx, shop.settings().limits());
    Tokens tokens = new Tokens(shop.secret());
    Guard guard = new Guard(tokens, shop.access());
    Problems.mount(routes.router);
    routes.router.route().handler(Routes::secure);
    operations.accept(routes.router);
    routes.pages(pages);
    routes.document(new Document(vertx));
    routes.orders(new OrderHandlers(shop, new Answers(tokens)), guard);
    routes.feeds(new FeedHandlers(shop), guard);
    routes.menu(new MenuHandlers(shop), guard);
    routes.staff(new StaffHandlers(shop), guard);
    routes.floor(new FloorHandlers(shop), guard);
    routes.refuseOtherMethods();
    return routes.router;
  }

  private void pages(Pages pages) {
    shown("/", ctx -> pages.page(ctx, "shop"));
    shown("/bakery", ctx -> pages.page(ctx, "bakery"));
    shown(Pages.PARTS, pages::part);
  }

  private void document(Document document) {
    get("/openapi.yaml", document::yaml);
    get("/openapi.json", document::json);
  }

  private void orders(OrderHandlers orders, Guard guard) {
    withBody(HttpMethod.POST, ORDERS, orders::inspect, orders::place);
    get(ORDERS, orders::findByKey);
    get("/v1/orders/:id", guard.customer(ANY), orders::find);
    get("/v1/orders/:id/history", guard.customer(ANY), orders::history);
    post("/v1/orders/:id/cancellation", guard.customer(ANY), orders::cancel);
    post("/v1/orders/:id/collection", guard.staff(COURIER, KITCHEN), orders::collect);
  }

  private void feeds(FeedHandlers feeds, Guard guard) {
    get("/v1/orders/:id/feed", guard.follower(ANY), feeds::follow);
  }

  private void menu(MenuHandlers menu, Guard guard) {
    get("/v1/menu", menu::read);
    String availability = "/v1/menu/:product/availability";
    on(HttpMethod.PUT, availability, guard.staff(KITCHEN, OPERATOR));
    withBody(HttpMethod.PUT, availability, menu::inspect, menu::setAvailability);
  }

  private void staff(StaffHandlers staff, Guard guard) {
    get("/v1/reports/days/:date", guard.staff(OFFICE), staff::report);
    get("/v1/tickets", guard.staff(KITCHEN), staff::tickets);
    post("/v1/tickets/:id/completion", guard.staff(KITCHEN), staff::finishTicket);
  }

  private void floor(FloorHandlers floor, Guard guard) {
    get("/v1/bakery", guard.staff(OPERATOR), floor::look);
    get("/v1/bakery/repairs", guard.staff(OPERATOR), floor::repairs);
    errand("/v1/bakery/workers/:role", guard, floor, floor::workers);
    errand("/v1/bakery/nodes/:node/drain", guard, floor, floor::drain);
    errand("/v1/bakery/nodes/:node/sick-leave", guard, floor, floor::sickLeave);
    errand("/v1/bakery/parked/:role/:id/retry", guard, floor, floor::retry);
    errand("/v1/bakery/parked/:role/:id/discard", guard, floor, floor::discard);
    errand("/v1/bakery/stuck/:role/:id/nudge", guard, floor, floor::nudge);
    String demonstration = "/v1/bakery/demonstration";
    on(HttpMethod.PUT, demonstration, guard.staff(OPERATOR));
    withBody(HttpMethod.PUT, demonstration, floor::inspect, floor::demonstrate);
    on(HttpMethod.DELETE, demonstration, guard.staff(OPERATOR));
    on(HttpMethod.DELETE, demonstration, floor::endDemonstration);
  }

  private void errand(
      String path, Guard guard, FloorHandlers floor, Handler<RoutingContext> handler) {
    on(HttpMethod.POST, path, guard.staff(OPERATOR));
    withBody(HttpMethod.POST, path, floor::inspect, handler);
  }

  private void get(String path, Handler<RoutingContext> handler) {
    on(HttpMethod.GET, path, handler);
  }

  private void get(String path, Handler<RoutingContext> guard, Handler<RoutingContext> handler) {
    on(HttpMethod.GET, path, guard);
    get(path, handler);
  }

  private void shown(String path, Handler<RoutingContext> handler) {
    on(HttpMethod.HEAD, path, handler);
    get(path, handler);
  }

  private void post(String path, Handler<RoutingContext> guard, Handler<RoutingContext> handler) {
    on(HttpMethod.POST, path, guard);
    on(HttpMethod.POST, path, handler);
  }

  private void withBody(
      HttpMethod method,
      String path,
      Handler<RoutingContext> inspect,
      Handler<RoutingContext> handler) {
    on(method, path, bodyInTime);
    on(method, path, inspect);
    on(method, path, body);
    on(method, path, handler);
  }

  private void on(HttpMethod method, String path, Handler<RoutingContext> handler) {
    Route route = router.route(method, path).handler(handler);
    if (handler instanceof Guard.Gate gate) route.putMetadata(RIGHTS, gate.rights());
    methods.computeIfAbsent(path, p -> new TreeSet<>()).add(method.name());
  }

  private void refuseOtherMethods() {
    methods.forEach(
        (path, allowed) ->
            router
                .route(path)
                .handler(
                    ctx -> {
                      ctx.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
                      ctx.fail(new Problem(Kind.METHOD_NOT_ALLOWED, "see the Allow header"));
                    }));
  }

  private static void secure(RoutingContext ctx) {
    secure(ctx.response());
    ctx.next();
  }

  static void secure(HttpServerResponse response) {
    response.putHeader("X-Content-Type-Options", "nosniff");
  }
}
