package bakery.platform.cluster;

import bakery.platform.Receipt;
import java.util.Collections;
import java.util.List;

/** A receipt per letter of a batch, in their order. */
record Receipts(List<Receipt> each) {

  Receipts {
    each = List.copyOf(each);
  }

  static Receipts later(int letters) {
    return new Receipts(Collections.nCopies(letters, Receipt.LATER));
  }
}
