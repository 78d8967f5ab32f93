package bakery.node.shop;

import bakery.gateway.floor.Tempo;
import java.time.Duration;
import java.time.LocalTime;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders a recorded day again, for people to watch: each transaction at its time, so many times
 * faster, so many times over, at a tempo that can be changed meanwhile. Everybody has it brought,
 * so that nobody need be at the counter; what becomes of the orders is the bakery's affair. Ends
 * with the day, when it is told to, or with its JVM.
 */
public final class Demonstration {

  /** How it stands. */
  public enum State {
    RUNNING,
    /** The day is over. */
    OVER,
    /** Somebody ended it. */
    STOPPED,
    /** It cannot be gone on with. */
    FAILED
  }

  /**
   * How far it has come.
   *
   * @param time of the recorded day
   * @param placed orders that the bakery took
   * @param refused orders that it did not take in {@link #PATIENCE}
   * @param problem why it did not take the last of them, or null
   */
  public record Progress(State state, LocalTime time, long placed, long refused, String problem) {}

  /** How long an order is tried. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Orders being placed; when there are so many the day waits. */
  static final int AT_ONCE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** So soon another tempo is heard of. */
  private static final long SLICE = SECOND / 10;

  private final Supplier<ShopClient> shop;
  private final Day day;
  private final long apart;
  private final String run = UUID.randomUUID().toString();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final AtomicLong placed = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread = new Thread(this::play, "demonstration");
  private volatile Tempo tempo;
  private volatile State state = State.RUNNING;
  private volatile LocalTime time;
  private volatile String problem;

  /** Time of the day that must pass until the next order, and when that was reckoned. */
  private double ahead;

  private long reckoned;
  private long nextAtSoonest;

  /**
   * @param shop made when it is needed; may block
   * @param most orders a second; those that would be more come later
   */
  public Demonstration(Supplier<ShopClient> shop, Day day, Tempo tempo, int most) {
    this.shop = shop;
    this.day = day;
    this.tempo = tempo;
    apart = SECOND / most;
    time = day.sales().getFirst().time();
    thread.setDaemon(true);
  }

  public Demonstration start() {
    thread.start();
    return this;
  }

  /** From now on. */
  public void change(Tempo other) {
    tempo = other;
  }

  /** Orders nothing more; what is being placed is placed. */
  public void stop() {
    end(State.STOPPED);
    thread.interrupt();
  }

  public Tempo tempo() {
    return tempo;
  }

  public Progress progress() {
    return new Progress(state, time, placed.get(), refused.get(), problem);
  }

  private void play() {
    try {
      var client = shop.get();
      reckoned = nextAtSoonest = System.nanoTime();
      for (int i = 0; i < day.sales().size(); i++) serve(client, i);
      end(State.OVER);
    } catch (InterruptedException e) {
      end(State.STOPPED);
    } catch (RuntimeException e) {
      problem = String.valueOf(e.getMessage());
      end(State.FAILED);
      LOG.error("the demonstration ends", e);
    }
  }

  /** All of one transaction's copies, spread over the time until the next one. */
  private void serve(ShopClient client, int index) throws InterruptedException {
    var sale = day.sales().get(index);
    var next = day.sales().get(Math.min(index + 1, day.sales().size() - 1));
    var gap = Duration.between(sale.time(), next.time()).toNanos();
    time = sale.time();
    for (int copy = 0; copy < tempo.load(); copy++) {
      takeTurn();
      order(client, sale, copy);
      pass((double) gap / tempo.load());
    }
  }

  private void takeTurn() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nextAtSoonest - System.nanoTime());
    nextAtSoonest = Math.max(nextAtSoonest, System.nanoTime() - SLICE) + apart;
    room.acquire();
  }

  /** Lets so much of the day go by; of time that was lost at most a second is made up for. */
  private void pass(double nanos) throws InterruptedException {
    ahead += nanos;
    reckon();
    while (ahead > 0) {
      TimeUnit.NANOSECONDS.sleep((long) Math.min(SLICE, Math.ceil(ahead / tempo.speed())));
      reckon();
    }
    ahead = Math.max(ahead, -(double) SECOND * tempo.speed());
  }

  private void reckon() {
    long now = System.nanoTime();
    ahead -= (double) (now - reckoned) * tempo.speed();
    reckoned = now;
  }

  private void order(ShopClient client, Sale sale, int copy) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                var key = "demonstration-%s-%d-%d".formatted(run, sale.transaction(), copy);
                client.place(key, new Customer(sale).broughtHome());
                placed.incrementAndGet();
              } catch (Refused | IllegalStateException | InterruptedException e) {
                refused.incrementAndGet();
                problem = e.getMessage();
              } finally {
                room.release();
              }
            });
  }

  private synchronized void end(State how) {
    if (state == State.RUNNING) state = how;
  }
}
