package bakery.whole.simulation;

import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.kitchen.model.Ticket;
import bakery.platform.Model;
import bakery.platform.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** A kitchen that takes an order as if it had never heard of it. */
record ForgetfulKitchen(Model<Ticket, Ticket> kitchen, Predicate<Ticket> forgotten)
    implements Model<Ticket, Ticket> {

  static boolean isTombstone(Ticket ticket) {
    return ticket.status() == Ticket.Status.WITHDRAWN && ticket.items().isEmpty();
  }

  @Override
  public Step<Ticket, Ticket> on(Ticket ticket, Object message, Instant now) {
    boolean forgets = message instanceof BakeOrder && ticket != null && forgotten.test(ticket);
    return kitchen.on(forgets ? null : ticket, message, now);
  }

  @Override
  public boolean open(Ticket ticket) {
    return kitchen.open(ticket);
  }

  @Override
  public Instant due(Ticket ticket) {
    return kitchen.due(ticket);
  }

  @Override
  public Step<Ticket, Ticket> start(Ticket ticket, String worker, Instant now) {
    return kitchen.start(ticket, worker, now);
  }

  @Override
  public Duration expected(Ticket ticket) {
    return kitchen.expected(ticket);
  }
}
