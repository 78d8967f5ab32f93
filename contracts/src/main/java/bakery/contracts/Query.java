package bakery.contracts;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What one role asks another directly, at most once and with a time-out: reading, or a wish that
 * may be repeated. Each names its {@link Answer}.
 */
public sealed interface Query {

  /**
   * To the kitchen: {@link Answer.Menu}; without products when the version is still the known one.
   */
  record ReadMenu(long knownVersion) implements Query {}

  /** To the kitchen: {@link Answer.Menu} after the change, or {@link Answer.Refused}. */
  record SetAvailability(String product, boolean available) implements Query {}

  /**
   * To the kitchen: a human says that the order is baked. {@link Answer.Done} or {@link
   * Answer.Refused}.
   */
  record FinishTicket(UUID orderId, String by) implements Query {}

  /** To the kitchen: {@link Answer.Tickets}, the oldest first, those waiting and in the oven. */
  record ReadTickets(int limit) implements Query {}

  /** To billing: {@link Answer.DayReport} of a calendar day in the bakery's time zone. */
  record ReadDayReport(LocalDate date) implements Query {}
}
