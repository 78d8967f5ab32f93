package bakery.whole.chaos.crowd;

/** What an entry of a trail tells of. */
public enum What {
  /** The customer came: latency counts from here. */
  CAME,
  /** When the request was sent whose answer is the next entry. */
  SENT,
  /** The answer to a POST of the order, until it was acknowledged. */
  ORDERED,
  /** The answer to the question which order stands under the key. */
  ASKED,
  /** The answer to the POST, sent again with an acknowledged key: the same answer. */
  REPEATED,
  /** The answer to a POST was another one than before, or named another order. */
  DIFFERED,
  /** An order that was read, alone or as the answer to a wish. */
  READ,
  /** A wish to cancel was answered. */
  CANCELLATION,
  /** A collection at the counter was answered. */
  COLLECTION,
  /** A feed is open; its seq is what it was asked to go on after. */
  OPENED,
  /** A feed told a step. */
  NEWS,
  /** A feed was closed, or refused with a status. */
  CLOSED,
  /** The customer gave up. */
  GAVE_UP;

  private static final What[] ALL = values();

  static What of(int ordinal) {
    return ALL[ordinal];
  }
}
