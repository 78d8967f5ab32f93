package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers who order one after the other until it ends, at rates that leave the processors
 * something for the browser: few at first, so that somebody can look around; none of them is turned
 * away.
 */
final class Rush implements AutoCloseable {

  private static final int CUSTOMERS = 12;
  private static final long FEW_APART_NANOS = TimeUnit.SECONDS.toNanos(1) / 10;
  private static final long MANY_APART_NANOS = TimeUnit.SECONDS.toNanos(1) / 40;

  private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicInteger placed = new AtomicInteger();
  private final List<Throwable> complaints = new CopyOnWriteArrayList<>();
  private volatile long apartNanos = FEW_APART_NANOS;
  private volatile boolean over;

  Rush(WholeBakery bakery, Wanted wanted) {
    for (int i = 0; i < CUSTOMERS; i++) customers.execute(() -> shop(bakery, wanted));
  }

  private void shop(WholeBakery bakery, Wanted wanted) {
    try {
      while (!over) {
        LockSupport.parkNanos(next.getAndAdd(apartNanos) - System.nanoTime());
        bakery.order(wanted);
        placed.incrementAndGet();
      }
    } catch (RuntimeException | AssertionError e) {
      complaints.add(e);
    }
  }

  void grows() {
    apartNanos = MANY_APART_NANOS;
  }

  void goesOnFor(int more) {
    int before = placed.get();
    Patience.seconds(30).until(more + " more", () -> placed.get() >= before + more);
  }

  @Override
  public void close() {
    over = true;
    customers.close();
    assertThat(complaints).isEmpty();
  }
}
