package bakery.node.shop;

import bakery.contracts.Line;
import bakery.contracts.Money;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * How a replayed transaction went.
 *
 * @param status the order's last, or {@link #LOST}
 * @param lines what was agreed; empty when it was never agreed
 * @param took from ordering to the end, as the customer saw it
 * @param problem what went wrong, or null
 */
public record Outcome(
    long transaction,
    String number,
    String status,
    boolean cash,
    List<Line> lines,
    Duration took,
    String problem) {

  /** Not an order's status: refused at the counter, or its end was never heard of. */
  public static final String LOST = "LOST";

  private static final String SOLD = "COMPLETED";

  boolean sold() {
    return status.equals(SOLD);
  }

  boolean ended() {
    return !status.equals(LOST);
  }

  static List<Line> lines(JsonObject answer) {
    var currency = answer.getString("currency");
    return answer.getJsonArray("lines").stream()
        .map(JsonObject.class::cast)
        .map(
            line ->
                new Line(
                    line.getString("product"),
                    line.getInteger("quantity"),
                    Amounts.money(line.getString("unitPrice"), currency),
                    Amounts.basisPoints(line.getString("taxRate"))))
        .toList();
  }

  /** How the interface writes amounts and rates. */
  static final class Amounts {
    private Amounts() {}

    static Money money(String decimal, String currency) {
      var unit = Money.of(1, currency).currency();
      var minor = new BigDecimal(decimal).movePointRight(unit.getDefaultFractionDigits());
      return new Money(minor.longValueExact(), unit);
    }

    static int basisPoints(String percent) {
      return new BigDecimal(percent).movePointRight(2).intValueExact();
    }
  }
}
