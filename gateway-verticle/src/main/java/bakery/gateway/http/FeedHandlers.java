package bakery.gateway.http;

import bakery.gateway.feed.Admission;
import bakery.gateway.feed.Following;
import bakery.gateway.http.Problem.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Opens feeds: everything is refused with a problem before the connection turns into a feed. */
final class FeedHandlers {

  private final Shop shop;

  FeedHandlers(Shop shop) {
    this.shop = shop;
  }

  void follow(RoutingContext ctx) {
    UUID id = Params.orderId(ctx);
    int after = Params.after(ctx);
    boolean socket = wantsSocket(ctx.request());
    if (!socket && !wantsEvents(ctx.request())) {
      throw new Problem(Kind.NOT_ACCEPTABLE, "upgrade to websocket, or accept text/event-stream");
    }
    ctx.request().pause();
    AtomicReference<Following> following = new AtomicReference<>();
    Outlet outlet = new Outlet(ctx.vertx(), after, () -> dismiss(following.get()));
    ctx.response().closeHandler(v -> outlet.closed());
    shop.home()
        .askAdmitted(() -> admitted(id, after, outlet, following))
        .compose(admission -> open(ctx, socket, outlet, admission))
        .onFailure(failure -> outlet.closed())
        .onFailure(failure -> ctx.request().resume())
        .onFailure(ctx::fail);
  }

  private Future<Admission> admitted(
      UUID id, int after, Outlet outlet, AtomicReference<Following> following) {
    return shop.feed()
        .follow(id, after, outlet)
        .onSuccess(
            admission -> {
              if (!(admission instanceof Admission.Admitted in)) return;
              following.set(in.following());
              if (outlet.isClosed()) shop.feed().dismiss(in.following());
            });
  }

  private Future<Void> open(
      RoutingContext ctx, boolean socket, Outlet outlet, Admission admission) {
    return switch (admission) {
      case Admission.UnknownOrder ignored ->
          Future.failedFuture(new Problem(Kind.NOT_FOUND, "there is no such order"));
      case Admission.NotThatFar there ->
          Future.failedFuture(
              new Problem(Kind.BAD_REQUEST, "after is beyond the last step, " + there.seq()));
      case Admission.Admitted in -> {
        if (outlet.isClosed()) yield Future.succeededFuture();
        yield socket ? openSocket(ctx, outlet) : openStream(ctx, outlet, in.following());
      }
    };
  }

  private static Future<Void> openSocket(RoutingContext ctx, Outlet outlet) {
    Subprotocols.choose(ctx.request());
    return ctx.request()
        .toWebSocket()
        .onSuccess(
            opened -> {
              outlet.open(new SocketPipe(opened, outlet, Outlet::now));
              forgetHeaders(ctx);
            })
        .mapEmpty();
  }

  /** They would be kept as long as the connection: a kilobyte a follower. */
  private static void forgetHeaders(RoutingContext ctx) {
    ctx.request().headers().clear();
    ctx.response().headers().clear();
  }

  /**
   * An event source whose order has ended is told so with 204: else it would come back for ever.
   */
  private static Future<Void> openStream(RoutingContext ctx, Outlet outlet, Following following) {
    ctx.request().resume();
    if (following.sawTheEndBefore()) {
      outlet.closed();
      Reply.empty(ctx, 204);
    } else {
      outlet.open(new EventStreamPipe(ctx.response(), outlet));
    }
    return Future.succeededFuture();
  }

  private void dismiss(Following following) {
    if (following != null) shop.home().run(() -> shop.feed().dismiss(following));
  }

  private static boolean wantsSocket(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
  }

  private static boolean wantsEvents(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null) return true;
    String wanted = accept.toLowerCase(Locale.ROOT);
    return wanted.contains("text/event-stream")
        || wanted.contains("text/*")
        || wanted.contains("*/*");
  }
}
