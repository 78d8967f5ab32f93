package bakery.platform.cluster;

import bakery.platform.Receipt;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A count, then for each letter a byte, and the reason of a refusal. */
final class ReceiptsCodec extends Codec<Receipts> {

  static final String NAME = "receipts";
  private static final int VERSION = 2;

  ReceiptsCodec() {
    super(NAME, VERSION);
  }

  @Override
  void write(Buffer wire, Receipts receipts) {
    wire.appendInt(receipts.each().size());
    for (Receipt receipt : receipts.each()) {
      wire.appendByte(number(receipt.kind()));
      if (receipt.kind() == Receipt.Kind.REFUSED) text(wire, receipt.reason());
    }
  }

  @Override
  Receipts read(Reader wire) {
    int count = wire.number();
    List<Receipt> each = new ArrayList<>(Math.clamp(count, 0, 1_000));
    for (int i = 0; i < count; i++) each.add(receipt(wire));
    return new Receipts(each);
  }

  private static byte number(Receipt.Kind kind) {
    return switch (kind) {
      case DONE -> 0;
      case LATER -> 1;
      case REFUSED -> 2;
    };
  }

  /** What a newer release says in words of its own is no promise: the letter is sent again. */
  private static Receipt receipt(Reader wire) {
    return switch (wire.unsignedByte()) {
      case 0 -> Receipt.DONE;
      case 2 -> Receipt.refused(wire.text());
      default -> Receipt.LATER;
    };
  }
}
