package bakery.node.cost;

import java.util.concurrent.TimeUnit;

/**
 * Looks at the statistics before the orders, after them, and after as long a time of rest. What a
 * bakery does while nobody orders (beats, claims, sweeps) is not an order's cost.
 */
public final class Measurement {
  private final Server server;
  private final Orders orders;

  /** Orders that can be placed. */
  public interface Orders {
    /** Returns when so many more have been placed and all of them are completed. */
    void place(int count, int atOnce) throws InterruptedException;
  }

  public Measurement(Server server, Orders orders) {
    this.server = server;
    this.orders = orders;
  }

  private record Look(long atNanos, Work work) {
    double secondsSince(Look earlier) {
      return (atNanos - earlier.atNanos) / 1e9;
    }
  }

  /**
   * @param warmUp orders before those that count
   */
  public Cost of(int count, int atOnce, int warmUp) throws InterruptedException {
    placeAndRest(warmUp, atOnce);
    server.settle();
    var before = look();
    placeAndRest(count, atOnce);
    var done = look();
    server.settle();
    var settled = look();
    var pause = settled.atNanos - before.atNanos;
    TimeUnit.NANOSECONDS.sleep(settled.atNanos + pause - System.nanoTime());
    var rested = look();

    requireWhole(settled.work.minus(before.work), count);
    var rest = rested.work.minus(settled.work).times(1 / rested.secondsSince(settled));
    var orderly = net(before, settled, rest).withoutBeats().exactly(net(before, done, rest));
    return new Cost(count, atOnce, orderly.times(1.0 / count), rest);
  }

  private static Work net(Look from, Look to, Work rest) {
    return to.work.minus(from.work).minus(rest.times(to.secondsSince(from)));
  }

  private void placeAndRest(int count, int atOnce) throws InterruptedException {
    orders.place(count, atOnce);
    while (server.letters() > 0) TimeUnit.MILLISECONDS.sleep(Cost.LOOK_EVERY_MILLIS);
  }

  private Look look() throws InterruptedException {
    var work = server.work();
    return new Look(System.nanoTime(), work);
  }

  /** Numbers that lack an order would be too good to be true. */
  private static void requireWhole(Work work, int count) {
    var placed = work.tables().getOrDefault("gateway.orders", RowVersions.NONE).inserts();
    if (placed != count) {
      throw new IllegalStateException(
          "the server's statistics know of " + placed + " orders, there were " + count);
    }
  }
}
