package bakery.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What comes back for a {@link Query}. */
public sealed interface Answer {

  record Done() implements Answer {}

  /** The query was understood and will never be answered otherwise as things stand. */
  record Refused(String reason) implements Answer {}

  record Menu(long version, List<Product> products) implements Answer {}

  record Tickets(List<Ticket> tickets) implements Answer {

    /**
     * @param baker who has it, or null while it waits
     * @param stations where in the kitchen its items are made
     */
    public record Ticket(
        UUID orderId,
        String number,
        String status,
        List<KitchenCommand.Item> items,
        String baker,
        Instant promisedAt,
        List<String> stations) {}
  }

  /**
   * What the journal says of a day.
   *
   * @param sales captured or owed, tax included
   * @param debts sold, but the money could not be taken
   */
  record DayReport(
      LocalDate date,
      int orders,
      Money sales,
      Money card,
      Money cash,
      Money refunds,
      Money debts,
      List<TaxShare> tax,
      List<ProductSales> products)
      implements Answer {

    public record ProductSales(String product, long quantity, Money gross) {}
  }
}
