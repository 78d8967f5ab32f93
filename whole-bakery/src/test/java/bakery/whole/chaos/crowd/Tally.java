package bakery.whole.chaos.crowd;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts while the crowd is at it. Written by its event loop, read by anybody. */
final class Tally {

  final LongAdder offered = new LongAdder();
  final LongAdder acknowledged = new LongAdder();
  final LongAdder ended = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder errors = new LongAdder();
  final AtomicLong customers = new AtomicLong();
  final AtomicLong sockets = new AtomicLong();
  private volatile long errorsNow;
  private long errorsBefore;

  /** Once a second. */
  void second() {
    long all = errors.sum();
    errorsNow = all - errorsBefore;
    errorsBefore = all;
  }

  Progress progress() {
    return new Progress(
        offered.sum(),
        acknowledged.sum(),
        ended.sum(),
        customers.get(),
        retries.sum(),
        refused.sum(),
        errorsNow);
  }
}
