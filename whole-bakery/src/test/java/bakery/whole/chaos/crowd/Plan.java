package bakery.whole.chaos.crowd;

import java.net.URI;
import java.time.Duration;

/**
 * How the crowd behaves.
 *
 * @param balancer {@code http://host:port}: the only address that customers know
 * @param staffToken for whoever stands at the counter and hands out pickups
 * @param seed decides every customer's wishes, keys and moments
 * @param ordersPerSecond on average; they come as they like, however the bakery is doing
 * @param ramp until so many come a second; the first come at a tenth of it
 * @param ordersMax after so many nobody comes any more
 * @param following share of the orders that are followed over a websocket, 0 to 1
 * @param reading share that is read again and again; those who cannot follow read as well
 * @param repeating share whose request is sent again later under its key
 * @param twice share whose request is sent twice at once, as by a double click
 * @param followersMax sockets open at once; who comes when all are taken reads instead
 * @param openMax customers at once; who comes when all are there is turned away and counted
 * @param timeout a customer's for one answer
 * @param patience how long a customer tries to place an order before he gives up
 * @param silence after which a feed without any sign of life is opened anew
 */
public record Plan(
    URI balancer,
    String staffToken,
    long seed,
    double ordersPerSecond,
    Duration ramp,
    long ordersMax,
    double following,
    double reading,
    double repeating,
    double twice,
    int followersMax,
    int openMax,
    Duration timeout,
    Duration patience,
    Duration silence) {

  public Plan {
    if (ordersPerSecond <= 0) throw new IllegalArgumentException("orders/s: " + ordersPerSecond);
    for (double share : new double[] {following, reading, repeating, twice}) {
      if (share < 0 || share > 1) throw new IllegalArgumentException("not a share: " + share);
    }
  }

  /** A hundred orders a second, all followed, every tenth read as well, every tenth repeated. */
  public static Plan of(URI balancer, String staffToken, long seed) {
    return new Plan(
        balancer,
        staffToken,
        seed,
        100,
        Duration.ZERO,
        Long.MAX_VALUE,
        1,
        0.1,
        0.1,
        0.02,
        6_000,
        30_000,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  public Plan atRate(double perSecond) {
    return with(perSecond, ordersMax, following, reading, repeating, twice, timeout, patience);
  }

  public Plan atMost(long orders) {
    return with(ordersPerSecond, orders, following, reading, repeating, twice, timeout, patience);
  }

  public Plan following(double share) {
    return with(ordersPerSecond, ordersMax, share, reading, repeating, twice, timeout, patience);
  }

  public Plan reading(double share) {
    return with(ordersPerSecond, ordersMax, following, share, repeating, twice, timeout, patience);
  }

  public Plan repeating(double later, double atOnce) {
    return with(ordersPerSecond, ordersMax, following, reading, later, atOnce, timeout, patience);
  }

  /** For an answer, and for placing an order in spite of all. */
  public Plan patientFor(Duration answer, Duration order) {
    return with(ordersPerSecond, ordersMax, following, reading, repeating, twice, answer, order);
  }

  /** Machines that have just started are given time to warm. */
  public Plan rampedUpFor(Duration time) {
    return new Plan(
        balancer,
        staffToken,
        seed,
        ordersPerSecond,
        time,
        ordersMax,
        following,
        reading,
        repeating,
        twice,
        followersMax,
        openMax,
        timeout,
        patience,
        silence);
  }

  private Plan with(
      double rate,
      long orders,
      double follow,
      double read,
      double repeat,
      double atOnce,
      Duration answer,
      Duration order) {
    return new Plan(
        balancer,
        staffToken,
        seed,
        rate,
        ramp,
        orders,
        follow,
        read,
        repeat,
        atOnce,
        followersMax,
        openMax,
        answer,
        order,
        silence);
  }
}
