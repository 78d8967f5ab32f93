package bakery.platform;

import bakery.platform.ErrandModel.Word;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Words as JSON strings. */
final class ErrandWire implements Wire {

  @Override
  public String to(Object message) {
    return "office";
  }

  @Override
  public String type(Object message) {
    return "word";
  }

  @Override
  public UUID key(Object message) {
    return ((Word) message).errand();
  }

  @Override
  public boolean knows(String type) {
    return type.equals("word");
  }

  @Override
  public byte[] encode(Object message) {
    Word word = (Word) message;
    return "{\"errand\":\"%s\",\"text\":\"%s\"}"
        .formatted(word.errand(), word.text())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object decode(String type, byte[] bytes) {
    io.vertx.core.json.JsonObject json =
        new io.vertx.core.json.JsonObject(io.vertx.core.buffer.Buffer.buffer(bytes));
    return new Word(UUID.fromString(json.getString("errand")), json.getString("text"));
  }
}
