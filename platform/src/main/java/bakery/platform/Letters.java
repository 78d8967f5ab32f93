package bakery.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Letters as they stand in the outbox: a JSON array, readable by people. */
final class Letters {

  private final Wire wire;

  Letters(Wire wire) {
    this.wire = wire;
  }

  String write(List<Letter> letters) {
    StringBuilder json = new StringBuilder(256).append('[');
    for (Letter letter : letters) {
      if (json.length() > 1) json.append(',');
      json.append("{\"type\":\"").append(letter.type());
      json.append("\",\"key\":\"").append(letter.key()).append('"');
      if (letter.trace() != null) json.append(",\"trace\":\"").append(letter.trace()).append('"');
      json.append(",\"message\":").append(body(letter)).append('}');
    }
    return json.append(']').toString();
  }

  private String body(Letter letter) {
    byte[] bytes =
        letter.message() instanceof Unreadable unreadable
            ? unreadable.body()
            : wire.encode(letter.message());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  List<Letter> read(String to, String json) {
    List<Letter> letters = new ArrayList<>();
    for (Object each : new JsonArray(json)) {
      JsonObject letter = (JsonObject) each;
      String type = letter.getString("type");
      byte[] body = letter.getValue("message").toString().getBytes(StandardCharsets.UTF_8);
      UUID key = UUID.fromString(letter.getString("key"));
      letters.add(new Letter(to, type, key, message(type, body), letter.getString("trace")));
    }
    return letters;
  }

  /** A type that only a newer release knows stays in the outbox, for that release to send. */
  private Object message(String type, byte[] body) {
    if (!wire.knows(type)) return null;
    try {
      return wire.decode(type, body);
    } catch (IllegalArgumentException e) {
      return new Unreadable(body, e.getMessage());
    }
  }
}
