package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;

/**
 * One moment of a trail.
 *
 * @param code of an answer, see {@link Codes}; of a closed feed its close code
 * @param status of the order, or null where nothing was told of it
 * @param seq of the order, or 0
 * @param micros since the crowd came
 */
public record Entry(What what, int code, Status status, int seq, long micros) {

  static final int SEQ_MAX = 1_023;
  static final int CODE_MAX = 1_023;
  private static final Status[] STATUSES = Status.values();
  private static final int MICROS_BITS = 36;
  private static final int CODE_AT = 46;
  private static final int STATUS_AT = 56;
  private static final int WHAT_AT = 60;

  /** As one number: what 4 bits, status 4, code 10, seq 10, microseconds 36 (19 hours). */
  long packed() {
    long named = status == null ? 0 : status.ordinal() + 1L;
    return (long) what.ordinal() << WHAT_AT
        | named << STATUS_AT
        | (long) Math.clamp(code, 0, CODE_MAX) << CODE_AT
        | (long) Math.clamp(seq, 0, SEQ_MAX) << MICROS_BITS
        | micros & (1L << MICROS_BITS) - 1;
  }

  static Entry of(long packed) {
    int named = (int) (packed >>> STATUS_AT) & 0xF;
    return new Entry(
        What.of((int) (packed >>> WHAT_AT)),
        (int) (packed >>> CODE_AT) & CODE_MAX,
        named == 0 ? null : STATUSES[named - 1],
        (int) (packed >>> MICROS_BITS) & SEQ_MAX,
        packed & (1L << MICROS_BITS) - 1);
  }

  /** Whether it is the answer to a request. */
  public boolean isAnswer() {
    return switch (what) {
      case ORDERED, ASKED, REPEATED, DIFFERED, READ, CANCELLATION, COLLECTION -> true;
      case CAME, SENT, OPENED, NEWS, CLOSED, GAVE_UP -> false;
    };
  }

  /** As people would say it. */
  public String words() {
    String where = status == null ? "" : " " + seq + " " + status;
    String how = isAnswer() || what == What.CLOSED ? " (" + Codes.words(code) + ")" : "";
    return what + where + how + " at " + micros / 1_000 + " ms";
  }
}
