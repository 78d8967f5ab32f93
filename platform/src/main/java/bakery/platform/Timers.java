package bakery.platform;

/** Port: the passing of time inside one JVM; never compared with another's. */
public interface Timers {

  /** Monotonic milliseconds. */
  long millis();

  /** A random number from 0 to this one. */
  long upTo(long most);

  /** Runs the task on the caller's event loop, behind all that waits there already. */
  void soon(Runnable task);

  /** Runs the task once, on the caller's event loop; the result cancels it. */
  Runnable after(long delayMillis, Runnable task);
}
