package bakery.node;

import bakery.node.OperatorProblem.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** How the operations port reads bodies and answers with JSON. */
final class Answers {
  private static final int ANSWER_SECONDS = 10;

  private Answers() {}

  /** What fails is answered as a problem. */
  static void reply(RoutingContext request, Future<JsonObject> answer) {
    answer
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .onFailure(request::fail)
        .onSuccess(
            json ->
                request
                    .response()
                    .putHeader("content-type", "application/json")
                    .putHeader("cache-control", "no-store")
                    .end(json.toBuffer()));
  }

  /** An IllegalArgumentException is the operator's to mend. */
  static <T> Future<T> orInvalid(Future<T> future) {
    return future.recover(
        e ->
            Future.failedFuture(
                e instanceof IllegalArgumentException
                    ? new OperatorProblem(Kind.INVALID, e.getMessage())
                    : e));
  }

  static JsonObject body(RoutingContext request, String example) {
    var body = request.body().asJsonObject();
    if (body == null) throw new OperatorProblem(Kind.BAD_REQUEST, "send " + example);
    return body;
  }

  /**
   * @return null when it is not there
   */
  static String text(JsonObject body, String name, int max) {
    var value = body.getValue(name);
    if (value == null) return null;
    if (value instanceof String text && !text.isBlank() && text.strip().length() <= max) {
      return text.strip();
    }
    throw new OperatorProblem(
        Kind.INVALID, "\"" + name + "\" must be text of 1 to " + max + " characters");
  }

  static int number(JsonObject body, String name, int max) {
    if (body.getValue(name) instanceof Integer number && number >= 1 && number <= max) {
      return number;
    }
    throw new OperatorProblem(Kind.INVALID, "\"" + name + "\" must be a number from 1 to " + max);
  }
}
