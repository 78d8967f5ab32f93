package bakery.platform.cluster;

import bakery.platform.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The type and the body of a question or an answer. */
final class ParcelCodec extends Codec<Parcel> {

  static final String NAME = "parcel";
  private static final int VERSION = 1;

  private final Wire wire;

  ParcelCodec(Wire wire) {
    super(NAME, VERSION);
    this.wire = wire;
  }

  @Override
  void write(Buffer buffer, Parcel parcel) {
    Object content = parcel.content().orElseThrow();
    text(buffer, wire.type(content));
    bytes(buffer, wire.encode(content));
  }

  @Override
  Parcel read(Reader reader) {
    String type = reader.text();
    byte[] body = reader.bytes();
    return new Parcel(wire.knows(type) ? Optional.of(wire.decode(type, body)) : Optional.empty());
  }
}
