package bakery.benchmarks.load;

/** How it is seen that an order has ended. Everything happens on the event loop. */
interface Following {

  /** Who is told. */
  interface Listener {
    /**
     * @param status COMPLETED, or how else it ended
     * @param nanos when it was seen
     */
    void ended(Placed order, String status, long nanos);
  }

  void follow(Placed order, Listener listener);

  /** Orders whose end has not been seen. */
  int waiting();

  void stop();
}
