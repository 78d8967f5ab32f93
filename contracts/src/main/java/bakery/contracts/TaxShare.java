package bakery.contracts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tax that an order's lines of one rate contain. Tax is included in prices and rounded half up,
 * once per order and rate: everybody who adds up orders gets the same minor units.
 */
public record TaxShare(int basisPoints, Money gross, Money tax) {

  public static List<TaxShare> of(List<Line> lines) {
    Map<Integer, Money> grossByRate = new TreeMap<>();
    for (Line line : lines) grossByRate.merge(line.taxBasisPoints(), line.total(), Money::plus);
    return grossByRate.entrySet().stream()
        .map(e -> new TaxShare(e.getKey(), e.getValue(), included(e.getValue(), e.getKey())))
        .toList();
  }

  private static Money included(Money gross, int basisPoints) {
    long parts = 10_000L + basisPoints;
    long twice = Math.multiplyExact(2, Math.multiplyExact(gross.minor(), basisPoints));
    return new Money(Math.floorDiv(twice + parts, 2 * parts), gross.currency());
  }
}
