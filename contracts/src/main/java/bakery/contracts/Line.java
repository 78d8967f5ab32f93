package bakery.contracts;

import java.util.Objects;

/**
 * One line of an order as it was sold.
 *
 * @param unitPrice price of one, tax included
 * @param taxBasisPoints tax rate in hundredths of a percent: 2000 is 20 %
 */
public record Line(String product, int quantity, Money unitPrice, int taxBasisPoints) {

  public Line {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(unitPrice, "unitPrice");
    if (quantity < 1)
      throw new IllegalArgumentException("quantity must be at least 1: " + quantity);
    if (taxBasisPoints < 0)
      throw new IllegalArgumentException("tax rate below 0: " + taxBasisPoints);
  }

  public Money total() {
    return unitPrice.times(quantity);
  }
}
