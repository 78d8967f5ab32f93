package bakery.platform;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one role in one JVM, hired and let go by number. Callable from any thread; the
 * service's event loop is where it happens.
 */
public final class Workforce<A> {

  private static final Logger LOG = LoggerFactory.getLogger(Workforce.class);

  private final RoleService<A, ?> service;
  private final String trade;
  private final IntFunction<? extends Worker<A>> recruit;
  private final Deque<Worker<A>> atWork = new ArrayDeque<>();
  private int hiredEver;

  /**
   * @param trade what they are called, in the plural
   * @param recruit the n-th worker of this JVM, from 1; each with a name of its own
   */
  public Workforce(
      RoleService<A, ?> service, String trade, IntFunction<? extends Worker<A>> recruit) {
    this.service = service;
    this.trade = trade;
    this.recruit = recruit;
  }

  /** So many more start to pull work. */
  public Future<Void> hire(int more) {
    return service.here(
        () -> {
          for (int i = 0; i < more; i++) {
            Worker<A> worker = recruit.apply(++hiredEver);
            atWork.addLast(worker);
            service.hire(worker);
          }
          if (more > 0) LOG.info("{} {} hired, {} at work here", more, trade, atWork.size());
          return Future.succeededFuture();
        });
  }

  /**
   * So many leave, those hired last first; no more than there are.
   *
   * @return completes when they have finished what they hold
   */
  public Future<Void> letGo(int fewer) {
    return service.here(
        () -> {
          List<Future<Void>> leaving = new ArrayList<>();
          for (int i = 0; i < fewer && !atWork.isEmpty(); i++) {
            leaving.add(service.letGo(atWork.removeLast()));
          }
          LOG.info("{} {} leave when they are done, {} stay", leaving.size(), trade, atWork.size());
          return Future.join(leaving).mapEmpty();
        });
  }
}
