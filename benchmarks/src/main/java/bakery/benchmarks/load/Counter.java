package bakery.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Orders that are to be fetched at the counter, and whoever hands them out there. */
public final class Counter implements AutoCloseable {
  private static final int CONNECTIONS = 256;
  private static final int PATIENCE_SECONDS = 600;
  private static final int TICK_MILLIS = 10;
  private static final int SERVER_ERRORS = 500;
  private static final int AGAIN_MILLIS = 200;
  private static final OrderForm COFFEE =
      new OrderForm(
          """
          {"lines":[{"product":"croissant","quantity":1}],"fulfilment":{"method":"pickup"},\
          "payment":{"method":"cash"}}""");

  private final Vertx vertx;
  private final List<URI> gateways;
  private final String staffToken;
  private final HttpClient http;
  private int next;
  private int begun;
  private int given;

  /**
   * @param staffToken of somebody who may hand out
   */
  public Counter(Vertx vertx, List<URI> gateways, String staffToken) {
    this.vertx = vertx;
    this.gateways = gateways;
    this.staffToken = staffToken;
    http =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
  }

  /** Places orders; blocks until all are acknowledged. */
  public List<Placed> fill(int count, int atOnce) {
    var placed = new ArrayList<Placed>(count);
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(
        v -> {
          for (int i = 0; i < Math.min(atOnce, count); i++) place(count, placed, done);
        });
    await(done.future());
    return placed;
  }

  private void place(int count, List<Placed> placed, Promise<Void> done) {
    if (begun == count) return;
    begun++;
    insist(
            request(HttpMethod.POST, "/v1/orders")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("Idempotency-Key", UUID.randomUUID().toString()),
            COFFEE.body(begun))
        .onSuccess(
            answer -> {
              placed.add(Placed.read(answer, 0));
              if (placed.size() == count) done.complete();
              else place(count, placed, done);
            })
        .onFailure(done::tryFail);
  }

  /** Hands them out at this rate; blocks until the last was taken. */
  public void handOut(List<Placed> orders, double perSecond) {
    var left = orders.iterator();
    var taken = new ArrayList<UUID>();
    given = 0;
    Promise<Void> done = Promise.promise();
    var began = System.nanoTime();
    vertx.setPeriodic(
        TICK_MILLIS,
        tick -> {
          var due = (System.nanoTime() - began) / 1e9 * perSecond;
          handOutUntil(due, left, taken, orders.size(), done);
          if (!left.hasNext()) vertx.cancelTimer(tick);
        });
    if (orders.isEmpty()) done.complete();
    await(done.future());
  }

  private void handOutUntil(
      double due, Iterator<Placed> left, List<UUID> taken, int all, Promise<Void> done) {
    while (given < due && left.hasNext()) {
      given++;
      var order = left.next();
      insist(
              request(HttpMethod.POST, "/v1/orders/" + order.id() + "/collection")
                  .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + staffToken),
              Buffer.buffer())
          .onSuccess(
              answer -> {
                taken.add(order.id());
                if (taken.size() == all) done.complete();
              })
          .onFailure(done::tryFail);
    }
  }

  private RequestOptions request(HttpMethod method, String path) {
    var gateway = gateways.get(next++ % gateways.size());
    return new RequestOptions()
        .setMethod(method)
        .setHost(gateway.getHost())
        .setPort(gateway.getPort())
        .setURI(path);
  }

  /** What may pass is said again, to the same gateway. */
  private Future<String> insist(RequestOptions options, Buffer body) {
    return http.request(options)
        .compose(request -> request.send(body))
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        text -> {
                          if (response.statusCode() / 100 == 2) {
                            return Future.succeededFuture(text.toString());
                          }
                          if (response.statusCode() < SERVER_ERRORS) {
                            return Future.failedFuture(response.statusCode() + " " + text);
                          }
                          return vertx
                              .timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                              .compose(passed -> insist(options, body));
                        }));
  }

  private static void await(Future<?> future) {
    try {
      future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the counter is stuck", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
