package bakery.platform;

/**
 * What a receiver says of a letter, after its own commit.
 *
 * @param reason why it was refused, in a few words without personal data; else null
 */
public record Receipt(Kind kind, String reason) {

  public enum Kind {
    /** Its effect is committed, now or before. */
    DONE,
    /** Nothing happened; send it again. */
    LATER,
    /** It alone cannot be handled; after {@link Outbox#MAX_REFUSALS} refusals it is parked. */
    REFUSED
  }

  public static final int MAX_REASON = 200;
  public static final Receipt DONE = new Receipt(Kind.DONE, null);
  public static final Receipt LATER = new Receipt(Kind.LATER, null);

  /** Too many words are cut. */
  public static Receipt refused(String reason) {
    String words = reason == null ? "without a word" : reason;
    return new Receipt(
        Kind.REFUSED, words.length() > MAX_REASON ? words.substring(0, MAX_REASON) : words);
  }
}
