package bakery.platform;

import java.util.Map;

/**
 * What stands in a role's schema, for the metrics; brought by every fifth beat.
 *
 * @param open how many open aggregates there are of each status, counted up to ten thousand in all;
 *     empty when the table has no statuses
 * @param envelopes in the outbox without a receipt, parked ones left out; counted up to ten
 *     thousand
 * @param oldestEnvelopeSeconds age of the oldest of them
 * @param oldestDueSeconds for how long what may be taken has been waiting, or a deadline has been
 *     over, at most
 */
public record Census(
    Map<String, Integer> open,
    int envelopes,
    double oldestEnvelopeSeconds,
    double oldestDueSeconds) {

  static final int COUNTED_AT_MOST = 10_000;

  /** Nothing was counted yet, or there is nothing. */
  public static final Census NONE = new Census(Map.of(), 0, 0, 0);

  public Census {
    open = Map.copyOf(open);
  }
}
