package bakery.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The database's time without asking for it: what it last said, and how long ago that was. Behind
 * it by as much as the quickest of its latest answers was late, never ahead; never running
 * backwards; and unknown when it has said nothing for a while.
 */
final class DatabaseClock {

  /** The quickest answer of this span and of the one before counts. */
  static final long SPAN_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private long spanBegan;
  private long ahead = Long.MIN_VALUE;
  private long aheadBefore = Long.MIN_VALUE;
  private long lastMicros;

  DatabaseClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.spanBegan = nanoTime.getAsLong();
  }

  /** The database has just said what time it is. */
  synchronized void heard(Instant now) {
    long nanos = nanoTime.getAsLong();
    turn(nanos);
    long since1970 = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    ahead = Math.max(ahead, since1970 - nanos);
  }

  /** In microseconds, as the database keeps it. */
  synchronized Optional<Instant> now() {
    long nanos = nanoTime.getAsLong();
    turn(nanos);
    long best = Math.max(ahead, aheadBefore);
    if (best == Long.MIN_VALUE) return Optional.empty();
    lastMicros = Math.max(lastMicros, TimeUnit.NANOSECONDS.toMicros(nanos + best));
    return Optional.of(Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS));
  }

  /** It may be another database by now. */
  synchronized void forget() {
    ahead = Long.MIN_VALUE;
    aheadBefore = Long.MIN_VALUE;
    lastMicros = 0;
  }

  private void turn(long nanos) {
    long spans = (nanos - spanBegan) / SPAN_NANOS;
    if (spans == 0) return;
    aheadBefore = spans == 1 ? ahead : Long.MIN_VALUE;
    ahead = Long.MIN_VALUE;
    spanBegan += spans * SPAN_NANOS;
  }
}
