package bakery.platform;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one role in one JVM, brought to the number that is wanted. Callable from any
 * thread; the service's event loop is where it happens.
 */
public final class Workforce<A> {

  private static final Logger LOG = LoggerFactory.getLogger(Workforce.class);

  private final RoleService<A, ?> service;
  private final String trade;
  private final IntFunction<? extends Worker<A>> recruit;
  private final Deque<Worker<A>> atWork = new ArrayDeque<>();
  private Wanted wanted = Wanted.NOTHING_SAID;
  private int hiredEver;
  private volatile int leaving;
  private volatile int present;
  private boolean closed;

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

  /**
   * Hires who is missing; lets go, those hired last first, who is too many: they claim nothing more
   * and leave when they have finished what they hold. What was said earlier changes nothing.
   */
  public Future<Void> want(Wanted now) {
    return service.here(
        () -> {
          if (now.version() > wanted.version() && !closed) bringTo(now);
          return Future.succeededFuture();
        });
  }

  /** Nobody is hired or let go any more. */
  public Future<Void> close() {
    return service.here(
        () -> {
          closed = true;
          return Future.succeededFuture();
        });
  }

  /** Those who may claim. */
  public int present() {
    return present;
  }

  /** Those who finish what they hold. */
  public int leaving() {
    return leaving;
  }

  private void bringTo(Wanted now) {
    wanted = now;
    int before = atWork.size();
    while (atWork.size() < now.number()) hireOne();
    while (atWork.size() > now.number()) letOneGo();
    present = atWork.size();
    if (present > before)
      LOG.info("{} {} hired, {} at work here", present - before, trade, present);
    if (present < before) {
      LOG.info("{} {} leave when they are done, {} stay", before - present, trade, present);
    }
  }

  private void hireOne() {
    Worker<A> worker = recruit.apply(++hiredEver);
    atWork.addLast(worker);
    service.hire(worker);
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on one event loop only
  private void letOneGo() {
    leaving++;
    service.letGo(atWork.removeLast()).onComplete(gone -> leaving--);
  }
}
