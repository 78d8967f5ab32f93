package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import bakery.gateway.pages.Pages;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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
    Guard guard = new Guard(tokens, shop.settings().staffKey());
    Problems.mount(routes.router);
    routes.router.route().handler(Routes::secure);
    operations.accept(routes.router);
    routes.pages(pages);
    routes.document(new Document(vertx));
    routes.orders(new OrderHandlers(shop, guard, new Answers(tokens)));
    routes.feeds(new FeedHandlers(shop, guard));
    routes.menu(new MenuHandlers(shop, guard));
    routes.staff(new StaffHandlers(shop, guard));
    routes.refuseOtherMethods();
    return routes.router;
  }

  private void pages(Pages pages) {
    shown("/", ctx -> pages.page(ctx, "shop"));
    shown(Pages.PARTS, pages::part);
  }

  private void document(Document document) {
    get("/openapi.yaml", document::yaml);
    get("/openapi.json", document::json);
  }

  private void orders(OrderHandlers orders) {
    withBody(HttpMethod.POST, "/v1/orders", orders::inspect, orders::place);
    get("/v1/orders", orders::findByKey);
    get("/v1/orders/:id", orders::find);
    get("/v1/orders/:id/history", orders::history);
    post("/v1/orders/:id/cancellation", orders::cancel);
    post("/v1/orders/:id/collection", orders::collect);
  }

  private void feeds(FeedHandlers feeds) {
    get("/v1/orders/:id/feed", feeds::follow);
  }

  private void menu(MenuHandlers menu) {
    get("/v1/menu", menu::read);
    withBody(
        HttpMethod.PUT, "/v1/menu/:product/availability", menu::inspect, menu::setAvailability);
  }

  private void staff(StaffHandlers staff) {
    get("/v1/reports/days/:date", staff::report);
    get("/v1/tickets", staff::tickets);
    post("/v1/tickets/:id/completion", staff::finishTicket);
  }

  private void get(String path, Handler<RoutingContext> handler) {
    on(HttpMethod.GET, path, handler);
  }

  private void shown(String path, Handler<RoutingContext> handler) {
    on(HttpMethod.HEAD, path, handler);
    get(path, handler);
  }

  private void post(String path, Handler<RoutingContext> handler) {
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
    router.route(method, path).handler(handler);
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
    ctx.response().putHeader("X-Content-Type-Options", "nosniff");
    ctx.next();
  }
}
