package bakery.node.shop;

import bakery.contracts.Money;
import bakery.contracts.TaxShare;
import bakery.node.shop.Outcome.Amounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was taken in, under flat names ({@code sales}, {@code tax at 20 %}, {@code sales of
 * coffee}), so that what different witnesses say can be compared entry by entry, to the minor unit.
 */
public record Takings(SortedMap<String, Long> counts, SortedMap<String, Money> amounts) {

  public Takings() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  /** As the customers saw it: the orders that were completed, with the tax of each. */
  public static Takings ofOrders(Collection<Outcome> outcomes) {
    var takings = new Takings();
    outcomes.stream().filter(Outcome::sold).forEach(takings::add);
    return takings;
  }

  /** As the office sees it: a day's report. What could not be charged was sold by card. */
  public static Takings ofReport(JsonObject report) {
    var takings = new Takings().count("orders", report.getInteger("orders"));
    var currency = report.getString("currency");
    takings.amount("sales", Amounts.money(report.getString("sales"), currency));
    takings.amount("card", Amounts.money(report.getString("card"), currency));
    takings.amount("card", Amounts.money(report.getString("debts"), currency));
    takings.amount("cash", Amounts.money(report.getString("cash"), currency));
    for (var share : objects(report.getJsonArray("tax"))) {
      takings.tax(
          Amounts.basisPoints(share.getString("rate")),
          Amounts.money(share.getString("gross"), currency),
          Amounts.money(share.getString("tax"), currency));
    }
    for (var product : objects(report.getJsonArray("products"))) {
      takings.product(
          product.getString("product"),
          product.getLong("quantity"),
          Amounts.money(product.getString("gross"), currency));
    }
    return takings;
  }

  private void add(Outcome order) {
    count("orders", 1);
    order.lines().forEach(line -> product(line.product(), line.quantity(), line.total()));
    for (var share : TaxShare.of(order.lines())) {
      amount("sales", share.gross());
      amount(order.cash() ? "cash" : "card", share.gross());
      tax(share.basisPoints(), share.gross(), share.tax());
    }
  }

  public Takings count(String name, long more) {
    if (more != 0) counts.merge(name, more, Long::sum);
    return this;
  }

  /** Nothing taken is no entry, so that a day without cash is the same day everywhere. */
  public Takings amount(String name, Money more) {
    if (more.minor() != 0) amounts.merge(name, more, Money::plus);
    return this;
  }

  public Takings tax(int basisPoints, Money gross, Money tax) {
    var rate = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    return amount("sales at " + rate + " %", gross).amount("tax at " + rate + " %", tax);
  }

  public Takings product(String product, long pieces, Money gross) {
    return count("pieces of " + product, pieces).amount("sales of " + product, gross);
  }

  Takings plus(Takings others) {
    others.counts.forEach(this::count);
    others.amounts.forEach(this::amount);
    return this;
  }

  boolean nothing() {
    return counts.isEmpty() && amounts.isEmpty();
  }

  String amount(String name) {
    return amounts.containsKey(name) ? amounts.get(name).toString() : "nothing";
  }

  /** A line for each entry that the other has otherwise. */
  public List<String> differences(String here, Takings other, String there) {
    var names = new TreeSet<>(counts.keySet());
    names.addAll(amounts.keySet());
    names.addAll(other.counts.keySet());
    names.addAll(other.amounts.keySet());
    return names.stream()
        .filter(name -> !entry(name).equals(other.entry(name)))
        .map(
            name -> name + ": " + here + " " + entry(name) + ", " + there + " " + other.entry(name))
        .toList();
  }

  private String entry(String name) {
    if (counts.containsKey(name)) return counts.get(name).toString();
    return amount(name);
  }

  private static Iterable<JsonObject> objects(JsonArray array) {
    Stream<JsonObject> objects = array.stream().map(JsonObject.class::cast);
    return objects::iterator;
  }
}
