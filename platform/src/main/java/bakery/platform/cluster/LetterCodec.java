package bakery.platform.cluster;

import bakery.platform.Letter;
import bakery.platform.Unreadable;
import bakery.platform.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A count, the role, then each letter: type, key, trace, body. Each body is decoded by itself, so
 * that one bad letter leaves the others readable.
 */
final class LetterCodec extends Codec<LetterBatch> {

  static final String NAME = "letters";
  private static final int VERSION = 1;

  private final Wire wire;

  LetterCodec(Wire wire) {
    super(NAME, VERSION);
    this.wire = wire;
  }

  @Override
  void write(Buffer buffer, LetterBatch batch) {
    buffer.appendInt(batch.letters().size());
    for (Letter letter : batch.letters()) {
      text(buffer, letter.to());
      text(buffer, letter.type());
      buffer.appendLong(letter.key().getMostSignificantBits());
      buffer.appendLong(letter.key().getLeastSignificantBits());
      text(buffer, letter.trace());
      bytes(buffer, body(letter.message()));
    }
  }

  @Override
  LetterBatch read(Reader reader) {
    int count = reader.number();
    List<Letter> letters = new ArrayList<>(Math.clamp(count, 0, 1_000));
    for (int i = 0; i < count; i++) {
      String to = reader.text();
      String type = reader.text();
      UUID key = new UUID(reader.longNumber(), reader.longNumber());
      String trace = reader.text();
      letters.add(new Letter(to, type, key, message(type, reader.bytes()), trace));
    }
    return new LetterBatch(letters);
  }

  private byte[] body(Object message) {
    if (message == null) return null;
    return message instanceof Unreadable unreadable ? unreadable.body() : wire.encode(message);
  }

  private Object message(String type, byte[] body) {
    if (body == null || !wire.knows(type)) return null;
    try {
      return wire.decode(type, body);
    } catch (IllegalArgumentException e) {
      return new Unreadable(body, e.getMessage());
    }
  }
}
