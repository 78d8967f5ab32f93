package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Bounds how many orders are being placed at once, over all servers of a gateway. */
public final class InFlight {

  private final int max;
  private final AtomicInteger current = new AtomicInteger();

  public InFlight(int max) {
    this.max = max;
  }

  <T> Future<T> admit(Supplier<Future<T>> work) {
    if (current.incrementAndGet() > max) {
      current.decrementAndGet();
      return Future.failedFuture(
          new Problem(Kind.TOO_MANY, "this gateway takes " + max + " orders at once; try again"));
    }
    try {
      return work.get().onComplete(done -> current.decrementAndGet());
    } catch (RuntimeException e) {
      current.decrementAndGet();
      throw e;
    }
  }

  public int current() {
    return current.get();
  }
}
