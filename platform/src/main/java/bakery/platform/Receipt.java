package bakery.platform;

/** What a receiver says of a letter, after its own commit. */
public enum Receipt {
  /** Its effect is committed, now or before. */
  DONE,
  /** Nothing happened; send it again. */
  LATER,
  /** It alone cannot be handled; after {@link Outbox#MAX_REFUSALS} refusals it is parked. */
  REFUSED
}
