package bakery.billing.model;

/** An account of the journal. The name is what the table shows. */
public record Account(String name) {

  private static final String TAX = "tax-";

  /** Money taken from cards and not given back. */
  public static final Account CARD = new Account("card");

  /** Money in the till. */
  public static final Account CASH = new Account("cash");

  /** Debts of customers whose money could not be taken. */
  public static final Account RECEIVABLES = new Account("receivables");

  /** What was sold, without tax. */
  public static final Account SALES = new Account("sales");

  /** What was given back, without tax: reduces sales. */
  public static final Account REFUNDS = new Account("refunds");

  /** Tax owed to the state, an account a rate. */
  public static Account tax(int basisPoints) {
    return new Account(TAX + basisPoints);
  }

  public boolean holdsTax() {
    return name.startsWith(TAX);
  }
}
