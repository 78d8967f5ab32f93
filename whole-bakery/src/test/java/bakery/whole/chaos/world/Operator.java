package bakery.whole.chaos.world;

import bakery.whole.Jvm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Somebody with the keys and the command line, who repairs what went wrong. */
public record Operator(List<Jvm> nodes) {

  /** A letter that was refused too often. */
  public record Parked(String role, String id, String key, String reason) {

    static Parked of(JsonObject letter) {
      return new Parked(
          letter.getString("role"),
          letter.getString("id"),
          letter.getString("key"),
          letter.getString("reason", ""));
    }
  }

  public List<Parked> parked() {
    JsonArray letters = new JsonArray(say("parked", "list", "--json"));
    return IntStream.range(0, letters.size())
        .mapToObj(letters::getJsonObject)
        .map(Parked::of)
        .toList();
  }

  /** How the bakery stands, as all nodes tell it. */
  public JsonObject status() {
    return new JsonObject(say("status", "--json"));
  }

  public void discard(Parked letter, String reason) {
    say("parked", "discard", letter.role(), letter.id(), "--reason", reason);
  }

  private String say(String... words) {
    return new Terminal(nodes).say(words).well().text();
  }
}
