package bakery.platform.staffing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How a policy and its decisions are shown. */
final class PolicyJson {

  private PolicyJson() {}

  static JsonObject of(PolicyTable.State state) {
    JsonArray decisions = new JsonArray();
    state.last().forEach(each -> decisions.add(of(each)));
    return new JsonObject()
        .put("policy", state.rule() == null ? "off" : state.rule())
        .put("lookedAt", state.lookedAt() == null ? null : state.lookedAt().toString())
        .put("lookedBy", state.lookedBy())
        .put("oldestMillis", state.oldestMillis())
        .put("decisions", decisions);
  }

  private static JsonObject of(PolicyTable.Decided decided) {
    return new JsonObject()
        .put("at", decided.at().toString())
        .put("by", decided.by())
        .put("decision", decided.kind())
        .put("before", decided.before())
        .put("after", decided.after())
        .put("reason", decided.reason());
  }
}
