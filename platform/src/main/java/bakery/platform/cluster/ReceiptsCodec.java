package bakery.platform.cluster;

import bakery.platform.Receipt;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A count and a byte per letter. */
final class ReceiptsCodec extends Codec<Receipts> {

  static final String NAME = "receipts";
  private static final int VERSION = 1;

  ReceiptsCodec() {
    super(NAME, VERSION);
  }

  @Override
  void write(Buffer wire, Receipts receipts) {
    wire.appendInt(receipts.each().size());
    for (Receipt receipt : receipts.each()) wire.appendByte(number(receipt));
  }

  @Override
  Receipts read(Reader wire) {
    int count = wire.number();
    List<Receipt> each = new ArrayList<>(Math.clamp(count, 0, 1_000));
    for (int i = 0; i < count; i++) each.add(receipt(wire.unsignedByte()));
    return new Receipts(each);
  }

  private static byte number(Receipt receipt) {
    return switch (receipt) {
      case DONE -> 0;
      case LATER -> 1;
      case REFUSED -> 2;
    };
  }

  /** What a newer release says in words of its own is no promise: the letter is sent again. */
  private static Receipt receipt(int number) {
    return switch (number) {
      case 0 -> Receipt.DONE;
      case 2 -> Receipt.REFUSED;
      default -> Receipt.LATER;
    };
  }
}
