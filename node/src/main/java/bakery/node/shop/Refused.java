package bakery.node.shop;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** What the bakery refused for good: asking again would change nothing. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param problem as RFC 9457 has it, or any words
   */
  Refused(int status, String problem) {
    super(status + " " + words(problem.strip()));
  }

  private static String words(String problem) {
    if (!problem.startsWith("{")) return problem;
    try {
      var json = new JsonObject(problem);
      return json.getString("title")
          + ": "
          + json.getJsonArray("errors", new JsonArray()).stream()
              .map(JsonObject.class::cast)
              .map(error -> error.getString("pointer") + " " + error.getString("detail"))
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.joining(", "),
                      errors -> errors.isEmpty() ? json.getString("detail") : errors));
    } catch (DecodeException e) {
      return problem;
    }
  }
}
