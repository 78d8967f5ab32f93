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

  /**
   * To the kitchen: {@link Answer.Menu} after the change, or {@link Answer.Refused}.
   *
   * @param staff whose wish it is; null from a release that did not say
   */
  record SetAvailability(String product, boolean available, Staff staff) implements Query {}

  /**
   * To the kitchen: a human says that the order is baked. {@link Answer.Done} or {@link
   * Answer.Refused}.
   *
   * @param by what followers are told of who baked it
   * @param staff whose wish it is; null from a release that did not say
   */
  record FinishTicket(UUID orderId, String by, Staff staff) implements Query {}

  /** To the kitchen: {@link Answer.Tickets}, the oldest first, those waiting and in the oven. */
  record ReadTickets(int limit) implements Query {}

  /** To billing: {@link Answer.DayReport} of a calendar day in the bakery's time zone. */
  record ReadDayReport(LocalDate date) implements Query {}
}
