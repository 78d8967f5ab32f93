package bakery.node.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Shorter words for reading documents. */
final class Json {

  private Json() {}

  static List<JsonObject> objects(JsonObject in, String name) {
    var array = in.getJsonArray(name, new JsonArray());
    return array.stream().map(JsonObject.class::cast).toList();
  }

  /** Those that are objects themselves, by name. */
  static Map<String, JsonObject> children(JsonObject in) {
    var all = new LinkedHashMap<String, JsonObject>();
    in.forEach(each -> all.put(each.getKey(), (JsonObject) each.getValue()));
    return all;
  }

  static JsonArray array(Stream<?> values) {
    return values.collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
  }
}
