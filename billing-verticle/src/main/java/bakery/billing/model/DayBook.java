package bakery.billing.model;

import bakery.contracts.Answer.DayReport;
import bakery.contracts.Answer.DayReport.ProductSales;
import bakery.contracts.Money;
import bakery.contracts.TaxShare;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Adds up the journal of a day. Sales = card + cash + debts; tax is the tax of the sales, rate by
 * rate, before refunds, which stand for themselves. Products come from the sold orders' lines and
 * must come to the same sum.
 *
 * @param turnovers of one currency
 */
public record DayBook(Currency currency, List<Turnover> turnovers) {

  /** What moved on a day from one account to another on account of goods of one tax rate. */
  public record Turnover(Account debit, Account credit, int basisPoints, Money amount) {

    boolean sale() {
      return credit.equals(Account.SALES) || credit.holdsTax();
    }
  }

  public DayBook {
    turnovers = List.copyOf(turnovers);
  }

  /**
   * @throws IllegalStateException when the products do not come to the sales
   */
  public DayReport report(LocalDate date, int orders, List<ProductSales> products) {
    Money sales = sum(Turnover::sale);
    Money sold = products.stream().map(ProductSales::gross).reduce(zero(), Money::plus);
    if (!sold.equals(sales)) {
      throw new IllegalStateException(
          "the journal of " + date + " shows sales of " + sales + ", the orders " + sold);
    }
    return new DayReport(
        date,
        orders,
        sales,
        sum(t -> t.debit().equals(Account.CARD)),
        sum(t -> t.debit().equals(Account.CASH)),
        sum(t -> t.credit().equals(Account.CARD) || t.credit().equals(Account.CASH)),
        sum(t -> t.debit().equals(Account.RECEIVABLES)),
        tax(),
        products);
  }

  private List<TaxShare> tax() {
    TreeMap<Integer, TaxShare> byRate = new TreeMap<>();
    for (Turnover turnover : turnovers) {
      if (!turnover.sale()) continue;
      Money tax = turnover.credit().holdsTax() ? turnover.amount() : zero();
      byRate.merge(
          turnover.basisPoints(),
          new TaxShare(turnover.basisPoints(), turnover.amount(), tax),
          DayBook::plus);
    }
    return List.copyOf(byRate.values());
  }

  private static TaxShare plus(TaxShare one, TaxShare other) {
    return new TaxShare(
        one.basisPoints(), one.gross().plus(other.gross()), one.tax().plus(other.tax()));
  }

  private Money sum(Predicate<Turnover> which) {
    return turnovers.stream().filter(which).map(Turnover::amount).reduce(zero(), Money::plus);
  }

  private Money zero() {
    return Money.zero(currency);
  }
}
