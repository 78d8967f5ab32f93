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

  private static final long UNKNOWN = Long.MIN_VALUE;

  /** The quickest answer of this span and of the one before counts. */
  static final long SPAN_NANOS = 1_000_000_000L;

  /** Later than that no answer comes; whoever says so much less was set back, or is another. */
  private static final long SET_BACK_MICROS = 5_000_000;

  private final LongSupplier nanoTime;
  private long spanBeganNanos;
  private long offsetNanos = UNKNOWN;
  private long offsetNanosBefore = UNKNOWN;
  private long lastMicros;

  DatabaseClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.spanBeganNanos = nanoTime.getAsLong();
  }

  /** The database has just said what time it is. */
  synchronized void heard(Instant now) {
    long nanos = nanoTime.getAsLong();
    turn(nanos);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    if (micros < lastMicros - SET_BACK_MICROS) forget();
    lastMicros = Math.max(lastMicros, micros);
    offsetNanos = Math.max(offsetNanos, TimeUnit.MICROSECONDS.toNanos(micros) - nanos);
  }

  /** In microseconds, as the database keeps it. */
  synchronized Optional<Instant> now() {
    long nanos = nanoTime.getAsLong();
    turn(nanos);
    long offset = Math.max(offsetNanos, offsetNanosBefore);
    if (offset == UNKNOWN) return Optional.empty();
    lastMicros = Math.max(lastMicros, TimeUnit.NANOSECONDS.toMicros(nanos + offset));
    return Optional.of(Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS));
  }

  /** It may be another database by now. */
  synchronized void forget() {
    offsetNanos = UNKNOWN;
    offsetNanosBefore = UNKNOWN;
    lastMicros = 0;
  }

  private void turn(long nanos) {
    long spans = (nanos - spanBeganNanos) / SPAN_NANOS;
    if (spans == 0) return;
    offsetNanosBefore = spans == 1 ? offsetNanos : UNKNOWN;
    offsetNanos = UNKNOWN;
    spanBeganNanos += spans * SPAN_NANOS;
    if (offsetNanosBefore == UNKNOWN) lastMicros = 0;
  }
}
