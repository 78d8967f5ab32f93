package bakery.whole.chaos.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one door that customers know. No request fails: what went wrong is a code. */
final class Balancer {

  private static final int CONNECT_MILLIS = 2_000;

  /** Less than a balancer keeps an idle connection, so that it closes none under a request. */
  private static final int IDLE_SECONDS = 4;

  private static final int CONNECTIONS = 3_500;
  private static final int WAITING = 30_000;

  private final Plan plan;
  private final HttpClient client;

  Balancer(Vertx vertx, Plan plan) {
    this.plan = plan;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(plan.balancer().getHost())
                .setDefaultPort(plan.balancer().getPort())
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(IDLE_SECONDS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  Future<Reply> order(Wants wants) {
    return send(
        request(HttpMethod.POST, "/v1/orders")
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", wants.key()),
        wants.body());
  }

  Future<Reply> byKey(String key) {
    return send(request(HttpMethod.GET, "/v1/orders?key=" + key), "");
  }

  Future<Reply> read(UUID order, String token) {
    return send(authorised(request(HttpMethod.GET, "/v1/orders/" + order), token), "");
  }

  Future<Reply> cancel(UUID order, String token) {
    return send(
        authorised(request(HttpMethod.POST, "/v1/orders/" + order + "/cancellation"), token), "");
  }

  Future<Reply> collect(UUID order) {
    return send(
        authorised(
            request(HttpMethod.POST, "/v1/orders/" + order + "/collection"), plan.staffToken()),
        "");
  }

  private static RequestOptions request(HttpMethod method, String path) {
    return new RequestOptions().setMethod(method).setURI(path);
  }

  private static RequestOptions authorised(RequestOptions request, String token) {
    return request.putHeader("Authorization", "Bearer " + token);
  }

  private Future<Reply> send(RequestOptions options, String body) {
    Call call = new Call();
    return client
        .request(options)
        .compose(request -> call.send(request, body))
        .timeout(plan.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(call::failed);
  }

  /** One request. Without an answer in time it is taken back, even before it got a connection. */
  private static final class Call {
    private HttpClientRequest sent;
    private boolean over;

    Future<Reply> send(HttpClientRequest request, String body) {
      sent = request;
      if (over) request.reset();
      return over
          ? Future.failedFuture("too late")
          : request.send(Buffer.buffer(body)).compose(Balancer::read);
    }

    Reply failed(Throwable failure) {
      over = true;
      if (!(failure instanceof TimeoutException)) return Reply.without(Codes.CUT);
      if (sent != null) sent.reset();
      return Reply.without(Codes.TIMED_OUT);
    }
  }

  private static Future<Reply> read(HttpClientResponse response) {
    long retryAfter = retryAfterMillis(response.getHeader("Retry-After"));
    return response
        .body()
        .map(body -> Reply.of(response.statusCode(), retryAfter, body.toString()));
  }

  static long retryAfterMillis(String header) {
    if (header == null || !header.matches("\\d{1,4}")) return -1;
    return TimeUnit.SECONDS.toMillis(Integer.parseInt(header));
  }
}
