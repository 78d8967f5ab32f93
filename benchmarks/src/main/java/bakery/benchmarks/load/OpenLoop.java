package bakery.benchmarks.load;

/**
 * So many orders a second, evenly, whatever becomes of them. An order counts from when it was to be
 * sent: should the generator or the bakery stall, all that time is in the latencies.
 */
public final class OpenLoop implements Load {
  private static final int TICK_MILLIS = 1;
  private static final double NANOS = 1e9;

  private final Customers customers;
  private double rate;
  private long beganNanos;
  private long begun;
  private long timer;

  /**
   * @param rate orders a second
   */
  public OpenLoop(Customers customers, double rate) {
    this.customers = customers;
    this.rate = rate;
  }

  @Override
  public void start() {
    customers.onLoop(
        () -> {
          restart(rate);
          timer = customers.vertx().setPeriodic(TICK_MILLIS, tick -> placeDue());
          return null;
        });
  }

  @Override
  public void stop() {
    customers.onLoop(() -> customers.vertx().cancelTimer(timer));
  }

  /** From now on so many a second. */
  public void rate(double newRate) {
    customers.onLoop(
        () -> {
          restart(newRate);
          return null;
        });
  }

  private void restart(double newRate) {
    rate = newRate;
    beganNanos = System.nanoTime();
    begun = 0;
  }

  private void placeDue() {
    var now = System.nanoTime();
    for (var intended = intended(); intended - now <= 0; intended = intended()) {
      begun++;
      customers.place(intended, later -> {});
    }
  }

  private long intended() {
    return beganNanos + (long) (begun * NANOS / rate);
  }

  @Override
  public String name() {
    return Math.round(rate) + " a second";
  }
}
