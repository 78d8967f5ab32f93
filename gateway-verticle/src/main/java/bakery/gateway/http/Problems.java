package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import bakery.gateway.orders.KeyReused;
import bakery.platform.TryLater;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge at which every failure of a request becomes a problem that the client can read. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  static final String MEDIA_TYPE = "application/problem+json";

  /** All gateways of this JVM turn away the same crowd. */
  private static final RetryAfter RETRY_AFTER =
      new RetryAfter(System::nanoTime, below -> ThreadLocalRandom.current().nextInt(below));

  private Problems() {}

  static void mount(Router router) {
    for (int status : new int[] {400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 500, 503}) {
      router.errorHandler(status, ctx -> write(ctx, of(ctx)));
    }
  }

  /** The problem that a failed request has. */
  static Problem of(RoutingContext ctx) {
    Throwable failure = ctx.failure();
    if (failure instanceof HttpException e) return ofStatus(e.getStatusCode());
    return failure == null ? ofStatus(ctx.statusCode()) : of(failure, ctx);
  }

  private static Problem of(Throwable failure, RoutingContext ctx) {
    return switch (failure) {
      case Problem problem -> problem;
      case KeyReused reused ->
          new Problem(
              Kind.KEY_REUSED, "this Idempotency-Key was used with another body; make a new one");
      case TryLater later ->
          new Problem(Kind.TRY_LATER, "the bakery cannot do this now; try again");
      case HttpClosedException left -> {
        LOG.debug("{} {}: nobody is there any more", ctx.request().method(), ctx.request().path());
        yield new Problem(Kind.TRY_LATER, "nobody hears this");
      }
      default -> {
        // the path holds ids only; the query may hold a token
        LOG.error(
            "{} {} failed, answered 500", ctx.request().method(), ctx.request().path(), failure);
        yield new Problem(Kind.OUR_FAULT, "it was noted; trying again may help");
      }
    };
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> new Problem(Kind.NOT_FOUND, "nothing is at this address");
      case 405 -> new Problem(Kind.METHOD_NOT_ALLOWED, "see the Allow header");
      case 406 -> new Problem(Kind.NOT_ACCEPTABLE, "see the interface at /openapi.yaml");
      case 408 -> new Problem(Kind.TIMEOUT, "send the whole request at once");
      case 413 ->
          new Problem(Kind.TOO_LARGE, "at most " + Limits.BODY_BYTES + " bytes are accepted");
      case 414 -> new Problem(Kind.URI_TOO_LONG, "at most " + Limits.LINE_BYTES + " bytes");
      case 415 -> new Problem(Kind.UNSUPPORTED_TYPE, "send Content-Type: application/json");
      case 431 -> new Problem(Kind.HEADERS_TOO_LARGE, "at most " + Limits.HEADER_BYTES + " bytes");
      case 500 -> new Problem(Kind.OUR_FAULT, "trying again may help");
      case 503 -> new Problem(Kind.TRY_LATER, "the bakery cannot do this now; try again");
      default -> new Problem(Kind.BAD_REQUEST, "see the interface at /openapi.yaml");
    };
  }

  static Problem unreadable(Throwable why) {
    if (why instanceof TooLongHttpLineException) return ofStatus(414);
    return ofStatus(why instanceof TooLongHttpHeaderException ? 431 : 400);
  }

  static void write(RoutingContext ctx, Problem problem) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (problem.kind().status == 401) response.putHeader("WWW-Authenticate", "Bearer");
    end(response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store"), problem);
  }

  /** Outside any route. */
  static void answer(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    Routes.secure(response);
    end(response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store"), problem);
  }

  /** Outside any route, and the connection ends with it. */
  static void last(HttpServerRequest request, Problem problem) {
    end(request.response().putHeader(HttpHeaders.CONNECTION, "close"), problem)
        .onComplete(done -> request.connection().close());
  }

  private static Future<Void> end(HttpServerResponse response, Problem problem) {
    response.setStatusCode(problem.kind().status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    if (problem.kind().passes()) {
      response.putHeader("Retry-After", Integer.toString(RETRY_AFTER.seconds()));
    }
    return response.end(problem.toJson().toBuffer());
  }
}
