package bakery.whole.chaos.world;

import bakery.whole.Jvm;
import bakery.whole.TestStaff;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where somebody with the keys of staff types commands, about these nodes. */
public record Terminal(List<Jvm> nodes) {

  /** What was typed, what came of it, and the exit code. */
  public record Said(List<String> words, String text, int code) {

    /**
     * @throws IllegalStateException when it ended otherwise than with 0
     */
    public Said well() {
      return endsWith(0);
    }

    /**
     * @throws IllegalStateException when it ended with another code
     */
    public Said endsWith(int expected) {
      if (code == expected) return this;
      throw new IllegalStateException(
          String.join(" ", words) + ": exit " + code + ", not " + expected + ": " + text);
    }

    public JsonObject object() {
      return new JsonObject(text);
    }

    public List<JsonObject> objects() {
      return new JsonArray(text).stream().map(JsonObject.class::cast).toList();
    }
  }

  /** A command that asks nodes. */
  public Said say(String... words) {
    List<String> command = Jvm.command(words);
    command.add("--operations");
    command.add(
        nodes.stream()
            .filter(Jvm::isAlive)
            .map(node -> node.operations("").toString())
            .collect(Collectors.joining(",")));
    Map<String, String> environment = new HashMap<>(TestStaff.SETTINGS);
    environment.put("BAKERY_LOG", "OFF");
    Machine.Ended ended = Machine.end(command, environment);
    return new Said(new ArrayList<>(List.of(words)), ended.text(), ended.code());
  }
}
