package bakery.benchmarks.load;

/**
 * So many orders under way at any time, from the request until COMPLETED was seen: the next order
 * is placed when one is completed.
 */
public final class ClosedLoop implements Load {
  private static final int BREATH_MILLIS = 100;

  private final Customers customers;
  private final int inFlight;
  private final String name;
  private boolean stopped;

  public ClosedLoop(Customers customers, int inFlight) {
    this(customers, inFlight, inFlight + " in flight");
  }

  /**
   * @param name what it is called where more than the number differs
   */
  public ClosedLoop(Customers customers, int inFlight, String name) {
    this.customers = customers;
    this.inFlight = inFlight;
    this.name = name;
  }

  @Override
  public void start() {
    customers.onLoop(
        () -> {
          for (int nth = 0; nth < inFlight; nth++) next();
          return null;
        });
  }

  @Override
  public void stop() {
    customers.onLoop(() -> stopped = true);
  }

  private void next() {
    if (!stopped) customers.place(System.nanoTime(), this::done);
  }

  private void done(boolean later) {
    if (later) customers.vertx().setTimer(BREATH_MILLIS, timer -> next());
    else next();
  }

  @Override
  public String name() {
    return name;
  }
}
