package bakery.platform.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Blocking work for several at once; the first failure is thrown when all have ended. Not on
 * virtual threads, for it loads classes: those that do stay on their carriers, of which there are
 * as many as processors, and may all wait for a lock that is promised to one that gets no carrier
 * any more.
 */
final class InParallel {

  private InParallel() {}

  static <T> void forEach(Collection<T> all, Consumer<T> work) {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var tasks = new ArrayList<Callable<Void>>();
      for (var each : all) {
        tasks.add(
            () -> {
              work.accept(each);
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(tasks)) each.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }
}
