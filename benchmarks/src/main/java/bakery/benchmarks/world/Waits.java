package bakery.benchmarks.world;

import java.util.concurrent.TimeUnit;

/** Time that passes because a measurement is made of it, or before somebody looks again. */
public final class Waits {
  private Waits() {}

  public static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
