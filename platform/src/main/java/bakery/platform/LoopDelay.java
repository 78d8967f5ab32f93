package bakery.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * How much later than it was to be a timer comes on an event loop: what all that runs there waits.
 */
public final class LoopDelay {

  static final int EVERY_MILLIS = 100;

  private final Vertx vertx;
  private final Timer delays;
  private long startedNanos;

  private LoopDelay(Vertx vertx, Timer delays) {
    this.vertx = vertx;
    this.delays = delays;
  }

  /**
   * On the caller's event loop, until the Vertx closes.
   *
   * @param loop what runs there
   */
  public static void watch(Vertx vertx, MeterRegistry meters, String loop) {
    String thread = Thread.currentThread().getName();
    new LoopDelay(vertx, meters.timer("bakery.event.loop.delay", "loop", loop, "thread", thread))
        .again();
  }

  private void again() {
    startedNanos = System.nanoTime();
    vertx.setTimer(EVERY_MILLIS, timer -> look());
  }

  private void look() {
    long late = System.nanoTime() - startedNanos - TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
    delays.record(Math.max(0, late), TimeUnit.NANOSECONDS);
    again();
  }
}
