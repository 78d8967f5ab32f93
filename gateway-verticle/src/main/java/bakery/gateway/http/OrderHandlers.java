package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.gateway.orders.Placed;
import bakery.platform.TryLater;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Orders over HTTP: placing, seeing, cancelling, collecting. */
final class OrderHandlers {

  private final Shop shop;
  private final Answers answers;
  private final Till till;
  private final Counter placed;
  private final Counter repeated;

  OrderHandlers(Shop shop, Answers answers) {
    this.shop = shop;
    this.answers = answers;
    this.till = new Till(shop);
    placed = shop.meters().counter("bakery.http.orders.placed");
    repeated = shop.meters().counter("bakery.http.orders.repeated");
  }

  /** Before the body is read. */
  void inspect(RoutingContext ctx) {
    Params.jsonOnly(ctx);
    Params.idempotencyKey(ctx);
    ctx.next();
  }

  void place(RoutingContext ctx) {
    shop.orders()
        .admit(() -> place(OrderParser.parse(Params.body(ctx)), ctx))
        .onSuccess(order -> created(ctx, order))
        .onFailure(ctx::fail);
  }

  private Future<Order> place(OrderRequest request, RoutingContext ctx) {
    IdempotencyKey key = request.under(Params.idempotencyKey(ctx));
    Order fresh;
    try {
      fresh = till.ring(request, Params.trace(ctx));
    } catch (Problem | TryLater refusal) {
      return placedBefore(key, refusal);
    }
    return shop.home().askAdmitted(() -> shop.desk().place(fresh, key)).map(this::counted);
  }

  /** Sold out or closed since then does not change the answer to a repeated request. */
  private Future<Order> placedBefore(IdempotencyKey key, RuntimeException refusal) {
    return shop.home()
        .askAdmitted(() -> shop.desk().placedUnder(key))
        .map(first -> first.orElseThrow(() -> refusal));
  }

  private Order counted(Placed outcome) {
    (outcome.first() ? placed : repeated).increment();
    return outcome.order();
  }

  private void created(RoutingContext ctx, Order order) {
    if (Reply.gone(ctx)) return;
    ctx.response().putHeader(HttpHeaders.LOCATION, "/v1/orders/" + order.id());
    Reply.privately(ctx, 201, answers.placed(order));
  }

  void find(RoutingContext ctx) {
    UUID id = Params.orderId(ctx);
    shop.home()
        .ask(() -> shop.desk().find(id))
        .map(OrderHandlers::known)
        .onSuccess(order -> Reply.privately(ctx, 200, answers.order(order)))
        .onFailure(ctx::fail);
  }

  /** Whoever knows the key has placed the order: it is the token here. */
  void findByKey(RoutingContext ctx) {
    String key = Params.keyOfQuery(ctx);
    shop.home()
        .ask(() -> shop.desk().findByKey(key))
        .map(OrderHandlers::known)
        .onSuccess(order -> Reply.privately(ctx, 200, answers.order(order)))
        .onFailure(ctx::fail);
  }

  void history(RoutingContext ctx) {
    UUID id = Params.orderId(ctx);
    shop.home()
        .ask(() -> shop.desk().find(id))
        .map(OrderHandlers::known)
        .onSuccess(order -> Reply.privately(ctx, 200, Answers.history(order)))
        .onFailure(ctx::fail);
  }

  void cancel(RoutingContext ctx) {
    UUID id = Params.orderId(ctx);
    shop.home()
        .ask(() -> shop.desk().cancel(id, "cancelled on request", Guard.staffOf(ctx)))
        .map(OrderHandlers::known)
        .map(OrderHandlers::cancelled)
        .onSuccess(order -> Reply.privately(ctx, 202, answers.order(order)))
        .onFailure(ctx::fail);
  }

  void collect(RoutingContext ctx) {
    UUID id = Params.orderId(ctx);
    shop.home()
        .ask(() -> shop.desk().collect(id, Guard.staffOf(ctx).orElseThrow()))
        .map(OrderHandlers::known)
        .map(OrderHandlers::collected)
        .onSuccess(order -> Reply.privately(ctx, 200, answers.order(order)))
        .onFailure(ctx::fail);
  }

  private static Order known(Optional<Order> order) {
    return order.orElseThrow(() -> new Problem(Kind.NOT_FOUND, "there is no such order"));
  }

  private static Order cancelled(Order order) {
    if (order.status() == Status.CANCELLING || order.status() == Status.CANCELLED) return order;
    throw new Problem(
        Kind.TOO_LATE, "the order is " + order.status() + " and cannot be cancelled any more");
  }

  private static Order collected(Order order) {
    boolean handedOver = order.status() == Status.COLLECTED || order.status() == Status.COMPLETED;
    if (order.isPickup() && handedOver) return order;
    throw new Problem(
        Kind.TOO_LATE,
        "the order is " + order.status() + "; only a READY order for pickup can be collected");
  }
}
