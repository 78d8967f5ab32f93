package bakery.gateway.http;

import bakery.gateway.pages.Pages;
import bakery.gateway.pages.WebFiles;
import bakery.platform.LoopDelay;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One HTTP server on one event loop; several in a JVM share the port. Reading requests, writing
 * answers and feeding sockets happens here; everything else at {@link Home}.
 */
public final class HttpVerticle extends VerticleBase {

  /** Vert.x's way to say: one free port for all servers of this JVM. */
  private static final int ANY_SHARED_PORT = -1;

  private final Shop shop;
  private final Consumer<Router> operations;
  private HttpServer server;

  public HttpVerticle(Shop shop, Consumer<Router> operations) {
    this.shop = shop;
    this.operations = operations;
  }

  @Override
  public Future<?> start() {
    LoopDelay.watch(vertx, shop.meters(), "http");
    return WebFiles.load(vertx).map(Pages::new).compose(this::listen);
  }

  private Future<?> listen(Pages pages) {
    HttpServerOptions options = options();
    shop.settings().tls().ifPresent(tls -> tls.on(options));
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(shop.connections()::opened)
            .invalidRequestHandler(HttpVerticle::refuse)
            .requestHandler(soonRefused(Routes.of(vertx, shop, pages, operations)));
    return server.listen().onSuccess(listening -> renewing(options));
  }

  /**
   * Under too much work most requests are orders that there is no room for: they are told so before
   * anything is made of them, for what a refusal costs is taken from those who are let in.
   */
  private Handler<HttpServerRequest> soonRefused(Handler<HttpServerRequest> rest) {
    return request -> {
      Optional<Problem> full = isOrder(request) ? shop.orders().refuseIfFull() : Optional.empty();
      full.ifPresentOrElse(why -> Problems.answer(request, why), () -> rest.handle(request));
    };
  }

  /** One that says how small its body is: any other is read as far as the limit, and no further. */
  private static boolean isOrder(HttpServerRequest request) {
    return request.method() == HttpMethod.POST
        && Routes.ORDERS.equals(request.path())
        && isSmall(request.getHeader(HttpHeaders.CONTENT_LENGTH));
  }

  private static boolean isSmall(String length) {
    try {
      return length != null && Integer.parseInt(length) <= Limits.BODY_BYTES;
    } catch (NumberFormatException e) {
      return false; // whoever reads it says what is wrong with it
    }
  }

  private void renewing(HttpServerOptions options) {
    shop.settings()
        .tls()
        .ifPresent(tls -> tls.renew(vertx, "http", server, options, shop.meters()));
  }

  /** Takes no more connections; completes when the requests under way have been answered. */
  public Future<Void> drain() {
    return server.shutdown(shop.settings().limits().drain().toMillis(), TimeUnit.MILLISECONDS);
  }

  public int port() {
    return server.actualPort();
  }

  private HttpServerOptions options() {
    int port = shop.settings().port();
    return new HttpServerOptions()
        .setHost(shop.settings().host())
        .setPort(port == 0 ? ANY_SHARED_PORT : port)
        .setHttp2ClearTextEnabled(false)
        .setReusePort(vertx.isNativeTransportEnabled())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) shop.settings().limits().idle().toMillis())
        .setMaxInitialLineLength(Limits.LINE_BYTES)
        .setMaxHeaderSize(Limits.HEADER_BYTES)
        .setMaxWebSocketFrameSize(Limits.SOCKET_FRAME_BYTES)
        .setMaxWebSocketMessageSize(Limits.SOCKET_FRAME_BYTES)
        .setWebSocketSubProtocols(List.of("*")) // Subprotocols leaves the chosen one only
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  /** What Netty could not read as HTTP within the limits. */
  private static void refuse(HttpServerRequest request) {
    Problems.last(request, Problems.unreadable(request.decoderResult().cause()));
  }
}
