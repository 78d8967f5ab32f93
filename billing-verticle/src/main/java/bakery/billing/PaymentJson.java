package bakery.billing;

import bakery.billing.model.Refund;
import bakery.contracts.Line;
import bakery.contracts.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the payment table writes lists down. Lines are short: their currency is the payment's.
 * Refunds carry theirs, for a refused one may have been wanted in another.
 */
final class PaymentJson {

  private static final String PRODUCT = "product";
  private static final String QUANTITY = "quantity";
  private static final String UNIT_MINOR = "unit_minor";
  private static final String TAX = "tax_basis_points";
  private static final String DECISION = "decision";
  private static final String AMOUNT_MINOR = "amount_minor";
  private static final String CURRENCY = "currency";
  private static final String STATE = "state";
  private static final String REASON = "reason";

  private PaymentJson() {}

  static String ofLines(List<Line> lines) {
    JsonArray array = new JsonArray();
    for (Line line : lines) {
      array.add(
          new JsonObject()
              .put(PRODUCT, line.product())
              .put(QUANTITY, line.quantity())
              .put(UNIT_MINOR, line.unitPrice().minor())
              .put(TAX, line.taxBasisPoints()));
    }
    return array.encode();
  }

  static List<Line> lines(JsonArray array, Currency currency) {
    return objects(array)
        .map(
            line ->
                new Line(
                    line.getString(PRODUCT),
                    line.getInteger(QUANTITY),
                    new Money(line.getLong(UNIT_MINOR), currency),
                    line.getInteger(TAX)))
        .toList();
  }

  /** Null when there are none: most rows have none. */
  static String ofRefunds(List<Refund> refunds) {
    if (refunds.isEmpty()) return null;
    JsonArray array = new JsonArray();
    for (Refund refund : refunds) {
      array.add(
          new JsonObject()
              .put(DECISION, refund.decision().toString())
              .put(AMOUNT_MINOR, refund.amount().minor())
              .put(CURRENCY, refund.amount().currency().toString())
              .put(STATE, refund.state().name())
              .put(REASON, refund.reason()));
    }
    return array.encode();
  }

  static List<Refund> refunds(JsonArray array) {
    if (array == null) return List.of();
    return objects(array)
        .map(
            refund ->
                new Refund(
                    UUID.fromString(refund.getString(DECISION)),
                    Money.of(refund.getLong(AMOUNT_MINOR), refund.getString(CURRENCY)),
                    Refund.State.valueOf(refund.getString(STATE)),
                    refund.getString(REASON)))
        .toList();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
  }
}
