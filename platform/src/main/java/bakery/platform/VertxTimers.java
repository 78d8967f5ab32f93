package bakery.platform;

import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;

/** Timers of a Vert.x event loop. */
final class VertxTimers implements Timers {

  private final Vertx vertx;

  VertxTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public long millis() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public long upTo(long most) {
    return ThreadLocalRandom.current().nextLong(most + 1);
  }

  @Override
  public void soon(Runnable task) {
    vertx.runOnContext(now -> task.run());
  }

  @Override
  public Runnable after(long delayMillis, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delayMillis), timer -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}
