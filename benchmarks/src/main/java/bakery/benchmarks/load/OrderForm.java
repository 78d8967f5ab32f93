package bakery.benchmarks.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The order that everybody places, each for an address of his own; made once, then patched. */
public final class OrderForm {
  private static final String NUMBER = "@@@@@@@@";

  /** Two lines, by card, delivered. */
  public static final OrderForm BREAKFAST =
      new OrderForm(
          """
          {"lines":[{"product":"croissant","quantity":2},{"product":"bread","quantity":1}],\
          "fulfilment":{"method":"delivery","address":{"name":"Ada Baker","phone":"+44 131 496 0123",\
          "street":"@@@@@@@@ Rose Street","city":"Edinburgh","postalCode":"EH2 2PR"}},\
          "payment":{"method":"card","token":"tok_ok"}}""");

  private final byte[] bytes;
  private final int at;

  /**
   * @param json the request's body; where eight @ stand, the number of the order is put
   */
  public OrderForm(String json) {
    bytes = json.getBytes(StandardCharsets.US_ASCII);
    at = json.indexOf(NUMBER);
  }

  Buffer body(long nth) {
    var copy = bytes.clone();
    if (at >= 0) writeDigits(nth, copy);
    return Buffer.buffer(copy);
  }

  private void writeDigits(long nth, byte[] into) {
    var rest = nth;
    for (int place = at + NUMBER.length() - 1; place >= at; place--) {
      into[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
