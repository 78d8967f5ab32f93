package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Bounds how many of one sort are under way at once, over all servers of a gateway. */
public final class InFlight {

  private final int max;
  private final String sort;
  private final Kind beyond;
  private final AtomicInteger current;
  private final Counter refused;

  private InFlight(int max, String sort, Kind beyond, MeterRegistry meters) {
    this.max = max;
    this.sort = sort;
    this.beyond = beyond;
    Tags tags = Tags.of("sort", sort);
    current = meters.gauge("bakery.http.in.flight", tags, new AtomicInteger());
    refused = meters.counter("bakery.http.refused", tags);
  }

  /** Orders that are being placed. */
  public static InFlight orders(int max, MeterRegistry meters) {
    return new InFlight(max, "orders", Kind.TOO_MANY, meters);
  }

  /** All other requests that have to be looked after. */
  public static InFlight requests(int max, MeterRegistry meters) {
    return new InFlight(max, "requests", Kind.TRY_LATER, meters);
  }

  /** One more is refused if there is no room for it just now. */
  Optional<Problem> refuseIfFull() {
    return current.get() < max ? Optional.empty() : Optional.of(refused());
  }

  <T> Future<T> admit(Supplier<Future<T>> work) {
    if (current.incrementAndGet() > max) {
      current.decrementAndGet();
      return Future.failedFuture(refused());
    }
    try {
      return work.get().onComplete(done -> current.decrementAndGet());
    } catch (RuntimeException e) {
      current.decrementAndGet();
      throw e;
    }
  }

  private Problem refused() {
    refused.increment();
    return new Problem(beyond, "this gateway takes " + max + " " + sort + " at once; try again");
  }
}
