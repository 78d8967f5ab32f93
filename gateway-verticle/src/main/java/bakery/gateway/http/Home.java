package bakery.gateway.http;

import bakery.platform.TryLater;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * The way from an HTTP server's event loop to the gateway's, where orders, feed and menu live, and
 * back. Nobody waits longer than the limit, and not more at once than there is room for.
 */
public final class Home {

  private final Vertx vertx;
  private final Context context;
  private final long limitMillis;
  private final InFlight requests;

  /** To be made on the gateway's event loop. */
  public Home(Vertx vertx, Limits limits, MeterRegistry meters) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.limitMillis = limits.request().toMillis();
    this.requests = InFlight.requests(limits.requestsInFlight(), meters);
  }

  /** Calls there; the result arrives on the caller's event loop, or TryLater does. */
  <T> Future<T> ask(Supplier<Future<T>> call) {
    return requests.admit(() -> askAdmitted(call));
  }

  /** The same for what has a limit of its own. */
  <T> Future<T> askAdmitted(Supplier<Future<T>> call) {
    Context here = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    long timer =
        vertx.setTimer(
            limitMillis,
            id -> promise.tryFail(new TryLater("no answer within " + limitMillis + " ms")));
    context.runOnContext(
        there ->
            guarded(call)
                .onComplete(
                    result ->
                        here.runOnContext(
                            back -> {
                              vertx.cancelTimer(timer);
                              if (result.succeeded()) promise.tryComplete(result.result());
                              else promise.tryFail(result.cause());
                            })));
    return promise.future();
  }

  void run(Runnable task) {
    context.runOnContext(there -> task.run());
  }

  private static <T> Future<T> guarded(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
