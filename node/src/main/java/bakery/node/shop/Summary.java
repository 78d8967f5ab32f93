package bakery.node.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a replay came to, for people. */
public record Summary(Collection<Outcome> outcomes) {
  private static final int SHOWN = 10;
  private static final int SLOWEST = 3;

  public boolean allEnded() {
    return outcomes.stream().allMatch(Outcome::ended);
  }

  /** {@code {"orders": N, "byStatus": {STATUS: N}, "problems": [text]}}. */
  public JsonObject json() {
    var problems = outcomes.stream().map(Outcome::problem).filter(Objects::nonNull).toList();
    return new JsonObject()
        .put("orders", outcomes.size())
        .put("byStatus", new JsonObject(Map.copyOf(counts())))
        .put("problems", new JsonArray(problems));
  }

  public String text() {
    var takings = Takings.ofOrders(outcomes);
    return """
        Orders  %s
        Sold    %s: card %s, cash %s
        Slowest %s%s"""
        .formatted(
            byStatus(),
            takings.amount("sales"),
            takings.amount("card"),
            takings.amount("cash"),
            slowest(),
            problems());
  }

  private String byStatus() {
    return outcomes.size()
        + counts().entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private Map<String, Long> counts() {
    return outcomes.stream()
        .collect(Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting()));
  }

  private String slowest() {
    return outcomes.stream()
        .sorted(Comparator.comparing(Outcome::took).reversed())
        .limit(SLOWEST)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s (transaction %d) %.2f s",
                    each.number(),
                    each.transaction(),
                    each.took().toMillis() / 1e3))
        .collect(Collectors.joining(", "));
  }

  private String problems() {
    List<Outcome> lost = outcomes.stream().filter(each -> each.problem() != null).toList();
    if (lost.isEmpty()) return "";
    return lost.stream()
        .limit(SHOWN)
        .map(each -> "\n  transaction " + each.transaction() + ": " + each.problem())
        .collect(Collectors.joining("", "\nNo end  " + lost.size() + " orders, among them", ""));
  }
}
