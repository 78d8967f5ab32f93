package bakery.whole.chaos;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What happens, on standard output, with the time since the beginning. */
public final class Diary {

  private static final int LINE_EVERY_SECONDS = 10;

  private final long began = System.nanoTime();

  public synchronized void say(String format, Object... arguments) {
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    System.out.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, format.formatted(arguments));
  }

  /**
   * A line that comes again and again.
   *
   * @return ends it
   */
  Runnable repeat(Supplier<String> line) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("progress").unstarted(task));
    clock.scheduleAtFixedRate(
        () -> say("%s", line.get()), LINE_EVERY_SECONDS, LINE_EVERY_SECONDS, TimeUnit.SECONDS);
    return clock::shutdownNow;
  }
}
