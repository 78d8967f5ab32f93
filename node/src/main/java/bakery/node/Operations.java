package bakery.node;

import bakery.platform.Settings;
import bakery.platform.tls.ServerTls;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What operators ask a node over HTTP: does it live, is it ready, its metrics, and to staff all
 * else (see {@link StaffRoutes}). Readiness speaks of this node only: with the database away it
 * stays ready and answers 503, for if every gateway turned unready at once, nobody would be left to
 * say so. Alone in its cluster while others are at work, or unknown to it, it is not.
 */
final class Operations {
  private static final int IDLE_SECONDS = 75;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  static final String READY = "ready";
  static final String DRAINING = "draining";

  private final PrometheusMeterRegistry meters;
  private final String bakery;
  private final Consumer<Router> staff;

  private Router serving;
  private volatile String state = "starting";
  private final Map<String, BooleanSupplier> worries = new ConcurrentSkipListMap<>();

  /**
   * @param bakery its name, so that a node can tell its own bakery's gateways from another's
   * @param staff what is offered to them, on the operations port only
   */
  Operations(PrometheusMeterRegistry meters, String bakery, Consumer<Router> staff) {
    this.meters = meters;
    this.bakery = bakery;
    this.staff = staff;
  }

  /** How the operations port is encrypted, if it is. Reads files; blocks. */
  static Optional<ServerTls> tls(Settings settings) {
    return ServerTls.from(settings, "BAKERY_OPERATIONS_TLS_CERT", "BAKERY_OPERATIONS_TLS_KEY");
  }

  /** 0 for any free one. */
  static int port(Settings settings) {
    return settings.number("BAKERY_OPERATIONS_PORT", 0, 0, 65_535);
  }

  /** Listens on a port of its own. */
  Future<HttpServer> listen(Vertx vertx, Settings settings, Optional<ServerTls> tls) {
    serving = router(vertx);
    var options =
        new HttpServerOptions()
            // a client that offers the upgrade was once left without an answer
            .setHttp2ClearTextEnabled(false)
            .setHost(settings.text("BAKERY_OPERATIONS_HOST", "127.0.0.1"))
            .setPort(port(settings))
            .setIdleTimeout(IDLE_SECONDS);
    tls.ifPresent(secured -> secured.on(options));
    var server = vertx.createHttpServer(options).requestHandler(serving);
    return server
        .listen()
        .onSuccess(
            listening ->
                tls.ifPresent(
                    secured -> secured.renew(vertx, "operations", server, options, meters)));
  }

  /** Once it listens. */
  List<Route> routes() {
    return serving.getRoutes();
  }

  private Router router(Vertx vertx) {
    var router = Router.router(vertx);
    mount(router);
    staff.accept(router);
    return StaffOnly.guarded(router);
  }

  /** Answers on somebody's router too. */
  void mount(Router router) {
    router.get("/health/live").handler(request -> answer(request, 200, alive(bakery)));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
  }

  static String alive(String bakery) {
    return "alive, " + bakery;
  }

  void turn(String newState) {
    state = newState;
  }

  /**
   * @param worry what this node says instead of ready
   */
  void unreadyWhile(String worry, BooleanSupplier holds) {
    worries.put(worry, holds);
  }

  String state() {
    var now = state;
    if (!now.equals(READY)) return now;
    return worries.entrySet().stream()
        .filter(worry -> worry.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(READY);
  }

  private void ready(RoutingContext request) {
    var now = state();
    answer(request, now.equals(READY) ? 200 : unready(request, now), now);
  }

  /** Balancers may want to tell who goes from who is ill. */
  private static int unready(RoutingContext request, String state) {
    return state.equals(DRAINING) && request.request().getParam(DRAINING, "503").equals("404")
        ? 404
        : 503;
  }

  private void metrics(RoutingContext request) {
    request
        .response()
        .putHeader("content-type", PROMETHEUS)
        .putHeader("cache-control", "no-store")
        .end(meters.scrape());
  }

  private static void answer(RoutingContext request, int status, String text) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", TEXT)
        .putHeader("cache-control", "no-store")
        .end(text + "\n");
  }
}
