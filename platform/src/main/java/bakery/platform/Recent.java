package bakery.platform;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Aggregates that this JVM has written just now, so that the next step need neither lock nor read
 * them. The row says by its version whether it is still the one that was written, at the latest
 * when it is written again: what anybody else has done to it since counts, always. A version is the
 * number of a transaction; a server that took over from another may give a number out again, so
 * nothing is believed for long, and nothing any more after a failure.
 */
final class Recent<A> {

  static final int MAX_ENTRIES = 8_192;
  static final long MAX_AGE_NANOS = 2_000_000_000L;

  /** Where others write the same rows, not every batch is to be decided twice. */
  static final long DOUBT_NANOS = 1_000_000_000L;

  private final Map<UUID, Kept<A>> kept = new LinkedHashMap<>();
  private final Runnable onDoubt;
  private final long doubtNanos;
  private long doubtedUntil = System.nanoTime();

  /** An aggregate as the transaction of this number wrote it. */
  record Kept<A>(String version, Entry<A> entry, long nanos) {}

  /**
   * @param onDoubt told whenever something is decided once more
   */
  Recent(Runnable onDoubt) {
    this(onDoubt, DOUBT_NANOS);
  }

  Recent(Runnable onDoubt, long doubtNanos) {
    this.onDoubt = onDoubt;
    this.doubtNanos = doubtNanos;
  }

  /** Those of them that can be decided on unseen, in this order. */
  synchronized Map<UUID, Kept<A>> among(Collection<UUID> ids) {
    long now = System.nanoTime();
    if (now - doubtedUntil < 0) return Map.of();
    Map<UUID, Kept<A>> known = new LinkedHashMap<>();
    for (UUID id : ids) {
      Kept<A> one = kept.get(id);
      if (one != null && !isOld(one, now)) known.put(id, one);
    }
    return known;
  }

  /** Something was not as it was written: for a while nothing is decided on unseen. */
  synchronized void doubt() {
    doubtedUntil = System.nanoTime() + doubtNanos;
    onDoubt.run();
  }

  /** As it was written, if the version is the same; else as it is read. */
  synchronized Entry<A> get(UUID id, String version, Supplier<Entry<A>> read) {
    Kept<A> known = kept.get(id);
    boolean same =
        known != null && known.version.equals(version) && !isOld(known, System.nanoTime());
    return same ? known.entry : read.get();
  }

  /** To be called when the transaction of this number is committed. */
  synchronized void keep(Commit<A, ?> commit, String version) {
    long now = System.nanoTime();
    for (Change<A, ?> change : commit.changes()) {
      if (change.row() == Change.Row.KEEP) continue;
      kept.remove(change.id());
      kept.put(change.id(), new Kept<>(version, change.after(), now));
    }
    Iterator<Kept<A>> eldest = kept.values().iterator();
    while (eldest.hasNext() && (isOld(eldest.next(), now) || kept.size() > MAX_ENTRIES)) {
      eldest.remove();
    }
  }

  private static boolean isOld(Kept<?> one, long now) {
    return now - one.nanos > MAX_AGE_NANOS;
  }

  synchronized void clear() {
    kept.clear();
  }
}
