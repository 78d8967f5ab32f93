package bakery.node.shop;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Holds what the customers saw against the reports of the days on which it happened. That says
 * something only when the first day began empty and nobody else orders meanwhile.
 */
public final class Office {
  private final ShopClient shop;
  private final Clock clock;
  private final LocalDate first;
  private final boolean fresh;

  private Office(ShopClient shop, Clock clock, LocalDate first, boolean fresh) {
    this.shop = shop;
    this.clock = clock;
    this.first = first;
    this.fresh = fresh;
  }

  /**
   * To be called before the first order.
   *
   * @param clock in the time zone of the books
   */
  public static Office open(ShopClient shop, Clock clock) throws InterruptedException {
    var today = LocalDate.now(clock);
    return new Office(shop, clock, today, Takings.ofReport(shop.report(today)).nothing());
  }

  /** Whether nothing had been sold that day before. */
  public boolean fresh() {
    return fresh;
  }

  /** What the reports say since the office was opened. */
  public Takings takings() throws InterruptedException {
    var all = new Takings();
    for (var day : first.datesUntil(LocalDate.now(clock).plusDays(1)).toList()) {
      all.plus(Takings.ofReport(shop.report(day)));
    }
    return all;
  }

  /** A line for each entry in which the reports and the orders differ. */
  public List<String> differences(Collection<Outcome> outcomes) throws InterruptedException {
    return Takings.ofOrders(outcomes).differences("orders", takings(), "report");
  }
}
