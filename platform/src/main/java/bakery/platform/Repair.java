package bakery.platform;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators can do about the letters and rows of one role that went wrong; what they did is
 * kept in the audit, in the same transaction. Callable from any thread. Futures fail with {@link
 * TryLater} when the database is away.
 */
public final class Repair {

  public static final int MAX_PAGE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private final Parts<?, ?> parts;
  private final EventLoop loop;

  Repair(Parts<?, ?> parts, EventLoop loop) {
    this.parts = parts;
    this.loop = loop;
  }

  public String role() {
    return parts.role();
  }

  /**
   * @param after the last id of the page before, or null
   * @param limit at most {@link #MAX_PAGE}
   */
  public Future<List<Parked>> parked(UUID after, int limit) {
    return orLater(outbox().parked(after, Math.min(limit, MAX_PAGE)));
  }

  /** Rows that are put off; pages as {@link #parked}. */
  public Future<List<Stuck>> stuck(UUID after, int limit) {
    return orLater(parts.ports().store().stuck(after, Math.min(limit, MAX_PAGE)));
  }

  /**
   * A parked letter is sent again at once, and may be refused as often again before it is parked.
   *
   * @return false when no such letter is parked
   */
  public Future<Boolean> retry(UUID letter, Deed deed) {
    return loop.run(
        () -> done("retried", letter, outbox().retry(letter, deed), parts.relay::sweepNow));
  }

  /**
   * Gives a parked letter up. Who did it and why is kept, what it said is not.
   *
   * @return false when no such letter is parked
   */
  public Future<Boolean> discard(UUID letter, Deed deed) {
    return loop.run(() -> done("discarded", letter, outbox().discard(letter, deed), () -> {}));
  }

  /**
   * A stuck row is tried again at once.
   *
   * @return false when no such row is stuck
   */
  public Future<Boolean> nudge(UUID row, Deed deed) {
    return loop.run(
        () -> done("nudged", row, parts.ports().store().nudge(row, deed), parts::dueWork));
  }

  private Future<Boolean> done(String what, UUID id, Future<Boolean> doing, Runnable next) {
    return orLater(doing)
        .onSuccess(
            found -> {
              if (!found) return;
              LOG.info("{}: {} was {} by hand", role(), id, what);
              next.run();
            });
  }

  private Outbox outbox() {
    return parts.ports().outbox();
  }

  private <T> Future<T> orLater(Future<T> future) {
    return future.recover(
        e -> Future.failedFuture(Failures.pass(e) ? new TryLater(role() + " is busy", e) : e));
  }
}
