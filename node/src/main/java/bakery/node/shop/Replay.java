package bakery.node.shop;

import bakery.contracts.Pace;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders a whole recorded day again: each transaction at its time, the gaps shortened by the pace,
 * and follows each order to its end. Pickups are collected as soon as they are ready.
 *
 * @param run what the idempotency keys are made of beside the record: the same run again orders
 *     nothing twice
 * @param atOnce orders under way at most; when there are so many the day waits
 * @param listener hears of every change
 */
public record Replay(
    ShopClient shop, Day day, Pace pace, String run, int atOnce, Listener listener) {

  /** How far a replay has come, and what time it is in the recorded day. */
  public record Progress(int orders, int begun, int ended, LocalTime time) {}

  /** Called from many threads. */
  public interface Listener {
    void on(Progress progress);
  }

  /** Blocks until every order has ended, or cannot be followed any more. */
  public List<Outcome> orderAll() throws InterruptedException {
    var room = new Semaphore(atOnce);
    var begun = new AtomicInteger();
    var ended = new AtomicInteger();
    var outcomes = new ConcurrentLinkedQueue<Outcome>();
    var running = new ArrayList<Future<?>>();
    var start = System.nanoTime();
    try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var sale : day.sales()) {
        awaitTime(start, sale);
        room.acquire();
        running.add(
            customers.submit(
                () -> {
                  try {
                    outcomes.add(serve(new Customer(sale)));
                  } finally {
                    room.release();
                    tell(begun.get(), ended.incrementAndGet());
                  }
                  return null;
                }));
        tell(begun.incrementAndGet(), ended.get());
      }
      for (var each : running) each.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug in the replay itself", e.getCause());
    }
    return List.copyOf(outcomes);
  }

  private void awaitTime(long start, Sale sale) throws InterruptedException {
    var since = pace.of(Duration.between(day.sales().getFirst().time(), sale.time()));
    TimeUnit.NANOSECONDS.sleep(start + since.toNanos() - System.nanoTime());
  }

  private void tell(int begun, int ended) {
    var time = begun == 0 ? day.sales().getFirst().time() : day.sales().get(begun - 1).time();
    listener.on(new Progress(day.sales().size(), begun, ended, time));
  }

  private Outcome serve(Customer customer) throws InterruptedException {
    var began = System.nanoTime();
    var life = new Life(customer, began);
    try {
      var order = shop.place(key(customer.sale()), customer.order());
      life.taken = order;
      new Follower(
              shop,
              order,
              news -> {
                life.status = news.status();
                if (news.status().equals("READY") && !customer.wantsDelivery()) collect(order);
              })
          .follow();
      return life.outcome(null);
    } catch (Refused | IllegalStateException e) {
      return life.outcome(e.getMessage());
    }
  }

  private void collect(ShopClient.Taken order) throws InterruptedException {
    try {
      shop.collect(order.id());
    } catch (Refused tooLate) {
      // READY was long ago, when a replay is repeated; the feed tells how the order ended
    }
  }

  private String key(Sale sale) {
    return "replay-%s-%s-%d".formatted(day.digest(), run, sale.transaction());
  }

  /** What is known of an order so far. */
  private static final class Life {
    private final Customer customer;
    private final long began;
    private ShopClient.Taken taken;
    private String status = Outcome.LOST;

    Life(Customer customer, long began) {
      this.customer = customer;
      this.began = began;
    }

    Outcome outcome(String problem) {
      return new Outcome(
          customer.sale().transaction(),
          taken == null ? "-" : taken.answer().getString("number"),
          problem == null ? status : Outcome.LOST,
          customer.paysCash(),
          taken == null ? List.of() : Outcome.lines(taken.answer()),
          Duration.ofNanos(System.nanoTime() - began),
          problem);
    }
  }
}
