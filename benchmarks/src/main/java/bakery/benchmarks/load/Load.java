package bakery.benchmarks.load;

/** A way of ordering. */
public interface Load {
  /** Begins; returns at once. */
  void start();

  /** Nothing more is ordered. */
  void stop();

  /** As people call it. */
  String name();
}
