package bakery.node;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the thread that opens and closes a node waits for what goes on elsewhere. */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  private Waiting() {}

  /** For what waits for the database; meanwhile the node says that it is not ready. */
  static <T> T awaitHoweverLong(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }

  /** For what may fail or take too long: it is said, and the node goes on. */
  static void patiently(String node, String what, Future<?> future, int seconds) {
    try {
      future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} could not {} within {} s, goes on", node, what, seconds, e);
    }
  }
}
