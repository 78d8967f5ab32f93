package bakery.node;

import bakery.platform.TryLater;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator's request that is not granted, as RFC 9457 says it. */
final class OperatorProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProblem.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Kind kind;

  enum Kind {
    BAD_REQUEST(400, "The request is malformed"),
    TOKEN_MISSING(401, "A token is needed"),
    TOKEN_INVALID(401, "The token is not good"),
    RIGHT_MISSING(403, "The token has not the right"),
    NOT_PERMITTED(403, "The node was not started with permission for that"),
    NOT_HERE(404, "This node does not play that role"),
    NOT_FOUND(404, "There is no such thing"),
    TOO_LARGE(413, "The body is too large"),
    INVALID(422, "The body says what it must not"),
    OUR_FAULT(500, "Something went wrong here"),
    TRY_LATER(503, "Not just now");

    final int status;
    final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    String type() {
      return "urn:bakery:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  OperatorProblem(Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The edge at which every failure becomes a problem that can be read. */
  static void answer(RoutingContext request) {
    var problem = of(request);
    var response = request.response();
    if (response.ended() || response.closed()) return;
    if (problem.kind.status == 401) response.putHeader("www-authenticate", "Bearer");
    if (problem.kind == Kind.TRY_LATER) response.putHeader("retry-after", RETRY_AFTER_SECONDS);
    response
        .setStatusCode(problem.kind.status)
        .putHeader("content-type", "application/problem+json")
        .putHeader("cache-control", "no-store")
        .end(
            new JsonObject()
                .put("type", problem.kind.type())
                .put("title", problem.kind.title)
                .put("status", problem.kind.status)
                .put("detail", problem.getMessage())
                .toBuffer());
  }

  private static OperatorProblem of(RoutingContext request) {
    var failure = request.failure();
    if (failure == null) return ofStatus(request.statusCode());
    return of(failure)
        .orElseGet(
            () -> {
              LOG.error(
                  "{} {} failed, answered 500",
                  request.request().method(),
                  request.request().path(),
                  failure);
              return new OperatorProblem(Kind.OUR_FAULT, "it was noted in the log of this node");
            });
  }

  /** The problem that a failure is to an operator; empty when it is our own. */
  static Optional<OperatorProblem> of(Throwable failure) {
    return switch (failure) {
      case OperatorProblem problem -> Optional.of(problem);
      case TryLater later ->
          Optional.of(new OperatorProblem(Kind.TRY_LATER, later.getMessage() + "; try again"));
      case TimeoutException late ->
          Optional.of(
              new OperatorProblem(Kind.TRY_LATER, "the database does not answer; try again"));
      case DecodeException broken ->
          Optional.of(new OperatorProblem(Kind.BAD_REQUEST, "the body is not JSON"));
      case HttpException e -> Optional.of(ofStatus(e.getStatusCode()));
      default -> Optional.empty();
    };
  }

  private static OperatorProblem ofStatus(int status) {
    return status == 413
        ? new OperatorProblem(Kind.TOO_LARGE, "at most " + StaffOnly.BODY_BYTES + " bytes")
        : new OperatorProblem(Kind.BAD_REQUEST, "see docs/operating/repair.md");
  }
}
