package bakery.platform.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/**
 * What the codecs of this package share: local delivery hands over the same immutable object, and
 * the bytes begin with the version of their layout.
 */
abstract class Codec<T> implements MessageCodec<T, T> {

  private final String name;
  private final byte version;

  Codec(String name, int version) {
    this.name = name;
    this.version = (byte) version;
  }

  abstract void write(Buffer wire, T value);

  abstract T read(Reader wire);

  @Override
  public final void encodeToWire(Buffer wire, T value) {
    wire.appendByte(version);
    write(wire, value);
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another layout; the sender then hears a
   *     failure and tries again, perhaps with a newer node
   */
  @Override
  public final T decodeFromWire(int position, Buffer wire) {
    Reader reader = new Reader(wire, position);
    int sent = reader.unsignedByte();
    if (sent != version) {
      throw new IllegalArgumentException(
          name + ": layout " + sent + " is not layout " + version + " of this release");
    }
    return read(reader);
  }

  @Override
  public final T transform(T value) {
    return value;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final byte systemCodecID() {
    return -1;
  }

  static void text(Buffer wire, String text) {
    bytes(wire, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  /** A length and the bytes; the length -1 stands for null. */
  static void bytes(Buffer wire, byte[] bytes) {
    if (bytes == null) {
      wire.appendInt(-1);
    } else {
      wire.appendInt(bytes.length).appendBytes(bytes);
    }
  }

  /** Reads on from where it stands, never beyond the end. */
  static final class Reader {
    private final Buffer wire;
    private int position;

    Reader(Buffer wire, int position) {
      this.wire = wire;
      this.position = position;
    }

    int unsignedByte() {
      return wire.getUnsignedByte(skip(1));
    }

    int number() {
      return wire.getInt(skip(Integer.BYTES));
    }

    long longNumber() {
      return wire.getLong(skip(Long.BYTES));
    }

    String text() {
      byte[] bytes = bytes();
      return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      int length = number();
      if (length == -1) return null;
      int start = skip(length);
      return wire.getBytes(start, start + length);
    }

    private int skip(int length) {
      if (length < 0 || length > wire.length() - position) {
        throw new IllegalArgumentException("the message ends too early");
      }
      int start = position;
      position += length;
      return start;
    }
  }
}
