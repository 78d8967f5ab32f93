package bakery.whole;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many customers who order side by side while the test does something else; some follow. */
final class Crowd {

  private final WholeBakery bakery;
  private final int followersMax;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  Crowd(WholeBakery bakery, int followersMax) {
    this.bakery = bakery;
    this.followersMax = followersMax;
  }

  /** Completes when all are acknowledged. */
  Future<List<Tracked>> ordering(int count, Wanted wanted) {
    List<Callable<Tracked>> customers =
        IntStream.range(0, count).mapToObj(nth -> customer(nth, wanted)).toList();
    ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return beside.submit(() -> WholeBakery.atOnce(customers));
    } finally {
      beside.shutdown();
    }
  }

  List<Follower> followers() {
    return followers;
  }

  private Callable<Tracked> customer(int nth, Wanted wanted) {
    return () -> {
      Tracked order = bakery.order(wanted);
      if (nth < followersMax) followers.add(order.follow());
      return order;
    };
  }
}
