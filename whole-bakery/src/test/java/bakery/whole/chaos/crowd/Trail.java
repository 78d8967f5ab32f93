package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What one customer lived through with one order, in the order of its happening. Small, since there
 * are hundreds of thousands: an entry is a number of eight bytes. Written by one thread.
 */
public final class Trail {

  private static final int USUAL = 14;
  private static final int NAMED = 1;

  private final int number;
  private final Kind kind;
  private final boolean followed;
  private long[] entries = new long[USUAL];
  private int size;
  private long idMost;
  private long idLeast;
  private int named;
  private int answer;

  /**
   * @param number the customer's, which with the seed tells all about him
   */
  public Trail(int number, Kind kind, boolean followed) {
    this.number = number;
    this.kind = kind;
    this.followed = followed;
  }

  public int number() {
    return number;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the customer follows the order to its end. */
  public boolean isFollowed() {
    return followed;
  }

  /** Of the order that was acknowledged, or null. */
  public UUID id() {
    return named == NAMED ? new UUID(idMost, idLeast) : null;
  }

  public boolean isAcknowledged() {
    return named == NAMED;
  }

  /** The order has a name from now on; false when it has another already. */
  public boolean named(UUID id) {
    if (named == NAMED) return id.equals(id());
    idMost = id.getMostSignificantBits();
    idLeast = id.getLeastSignificantBits();
    named = NAMED;
    return true;
  }

  /** Notes the print of an answer to the POST; false when an earlier one had another. */
  boolean answered(int print) {
    if (answer == 0) answer = print;
    return answer == print;
  }

  public Trail add(What what, int code, Status status, int seq, long micros) {
    if (size == entries.length) entries = Arrays.copyOf(entries, size + USUAL / 2);
    entries[size++] = new Entry(what, code, status, seq, micros).packed();
    return this;
  }

  public Trail add(What what, long micros) {
    return add(what, 0, null, 0, micros);
  }

  /** An answer, and when its request was sent. */
  public Trail answer(What what, int code, Status status, int seq, long sent, long micros) {
    return add(What.SENT, sent).add(what, code, status, seq, micros);
  }

  void answer(What what, Reply reply, long sent, long micros) {
    Status status = reply.isGood() ? reply.told().status() : null;
    int seq = reply.isGood() ? reply.told().seq() : 0;
    answer(what, reply.code(), status, seq, sent, micros);
  }

  /** Nothing more will come. */
  void close() {
    entries = Arrays.copyOf(entries, size);
  }

  public List<Entry> entries() {
    return Arrays.stream(entries, 0, size).mapToObj(Entry::of).toList();
  }

  /** When the order was first acknowledged, by whatever answer named it. */
  public OptionalLong acknowledgedMicros() {
    if (!isAcknowledged()) return OptionalLong.empty();
    return first(
        entry ->
            switch (entry.what()) {
              case ORDERED, ASKED, REPEATED -> Codes.isGood(entry.code());
              default -> false;
            });
  }

  /** When the customer heard that it has ended. */
  public OptionalLong endedMicros() {
    return first(entry -> entry.status() != null && entry.status().isFinal());
  }

  public OptionalLong cameMicros() {
    return first(entry -> entry.what() == What.CAME);
  }

  private OptionalLong first(Predicate<Entry> wanted) {
    for (int i = 0; i < size; i++) {
      Entry entry = Entry.of(entries[i]);
      if (wanted.test(entry)) return OptionalLong.of(entry.micros());
    }
    return OptionalLong.empty();
  }
}
