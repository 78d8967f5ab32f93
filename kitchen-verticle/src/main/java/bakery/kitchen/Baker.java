package bakery.kitchen;

import bakery.contracts.Pace;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Ticket;
import bakery.platform.Worker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/**
 * Bakes tickets, one in each oven slot, at every station.
 *
 * @param passing lets so much time pass; not asked when there is nothing to wait for
 */
public record Baker(String name, int slots, Pace pace, Function<Duration, Future<?>> passing)
    implements Worker<Ticket> {

  @Override
  public Future<?> work(Ticket ticket) {
    Duration work = pace.of(Duration.ofSeconds(ticket.workSeconds()));
    return work.isZero()
        ? Future.succeededFuture(new Baked())
        : passing.apply(work).map(new Baked());
  }
}
