package bakery.benchmarks.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether every order that was acknowledged was completed.
 *
 * @param statuses how the acknowledged orders stand in the gateways' table at the end
 * @param unseen orders of whose end, or answer, nothing was seen until the limit
 * @param feeds followed by websocket; {@code feedEnds} of them told COMPLETED
 * @param oddities the first few things that went wrong, in words
 */
public record Verdict(
    Map<String, Long> statuses, long unseen, long feeds, long feedEnds, List<String> oddities) {

  public long acknowledged() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  public boolean whole() {
    return acknowledged() == completed() && unseen == 0 && feeds == feedEnds;
  }

  private long completed() {
    return statuses.getOrDefault("COMPLETED", 0L);
  }

  public String text() {
    var odd = oddities.isEmpty() ? "" : "\n  odd: " + String.join("\n  odd: ", oddities);
    if (whole()) return "all " + acknowledged() + " acknowledged orders are completed" + odd;
    var others = new TreeMap<>(statuses);
    others.remove("COMPLETED");
    return "NOT COMPLETED: %d of %d acknowledged orders (%s); %d ends or answers not seen; %d of %d feeds told COMPLETED%s"
        .formatted(
            acknowledged() - completed(), acknowledged(), others, unseen, feedEnds, feeds, odd);
  }

  public JsonObject json() {
    var each = new JsonObject();
    statuses.forEach(each::put);
    return new JsonObject()
        .put("whole", whole())
        .put("acknowledged", acknowledged())
        .put("statuses", each)
        .put("unseen", unseen)
        .put("feeds", feeds)
        .put("feedEnds", feedEnds);
  }
}
