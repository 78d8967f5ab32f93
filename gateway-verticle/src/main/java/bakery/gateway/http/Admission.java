package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets in as many new orders as the bakery keeps up with. While all goes well everybody gets in;
 * when letters and wishes take longer than they should, the rate falls below that of the last
 * moment, and grows again as soon as they do not: additive increase, multiplicative decrease.
 */
public final class Admission {

  static final int TICK_MILLIS = 100;
  static final int MAX_LAG_MILLIS = 1_000;
  static final double DECREASE = 0.85;
  static final double INCREASE = 1.05;

  /** While there is hardly any lag. */
  static final double FAST_INCREASE = 1.2;

  /** Orders a second that are always let in, or nothing would ever show that all is well again. */
  static final double LEAST = 50;

  /** What nobody comes near to is no limit any more. */
  static final double FAR = 4;

  private final InFlight most;
  private final LongSupplier lag;
  private final LongSupplier clock;
  private final Counter refused;
  private double limit = Double.POSITIVE_INFINITY;
  private double room = Double.POSITIVE_INFINITY;
  private double rate;
  private int admitted;
  private long ticked;

  /**
   * @param most at once, whatever the rate
   * @param lag milliseconds that letters and wishes take at present
   * @param clock monotonic milliseconds
   */
  public Admission(InFlight most, LongSupplier lag, LongSupplier clock, MeterRegistry meters) {
    this.most = most;
    this.lag = lag;
    this.clock = clock;
    this.ticked = clock.getAsLong();
    refused = meters.counter("bakery.http.refused", "sort", "orders beyond what is kept up with");
    Gauge.builder("bakery.admission.limit", this, Admission::limit)
        .description("orders a second that are let in; infinite while all goes well")
        .register(meters);
  }

  <T> Future<T> admit(Supplier<Future<T>> work) {
    if (letIn()) return most.admit(work);
    refused.increment();
    return Future.failedFuture(
        new Problem(Kind.TOO_MANY, "the bakery cannot keep up at the moment; try again"));
  }

  /** Whether one more gets in now. */
  synchronized boolean letIn() {
    long passed = clock.getAsLong() - ticked;
    if (passed >= TICK_MILLIS) tick(passed);
    if (room < 1) return false;
    room--;
    admitted++;
    return true;
  }

  synchronized double limit() {
    return limit;
  }

  private void tick(long passed) {
    double now = admitted * 1_000.0 / passed;
    rate = passed > 10 * TICK_MILLIS ? now : 0.7 * rate + 0.3 * now;
    long behind = lag.getAsLong();
    if (behind > MAX_LAG_MILLIS) limit = Math.max(LEAST, Math.min(limit, rate) * DECREASE);
    else limit = limit * (behind > MAX_LAG_MILLIS / 4 ? INCREASE : FAST_INCREASE) + 1;
    if (limit > FAR * Math.max(rate, LEAST)) limit = Double.POSITIVE_INFINITY;
    room = Math.max(1, limit * TICK_MILLIS / 1_000);
    admitted = 0;
    ticked += passed;
  }
}
