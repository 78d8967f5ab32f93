package bakery.kitchen;

import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.Pace;
import bakery.contracts.Query.FinishTicket;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Menu;
import bakery.kitchen.model.Outcome;
import bakery.kitchen.model.Ticket;
import bakery.platform.Model;
import bakery.platform.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Shows tickets to the platform. Its records are the tickets that changed. */
public final class KitchenModel implements Model<Ticket, Ticket> {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Supplier<Menu> menu;
  private final Pace pace;

  /**
   * @param menu the menu as it is known at the moment
   */
  public KitchenModel(Supplier<Menu> menu, Pace pace) {
    this.menu = menu;
    this.pace = pace;
  }

  @Override
  public Step<Ticket, Ticket> on(Ticket ticket, Object message, Instant now) {
    return switch (message) {
      case BakeOrder order ->
          step(ticket, ticket == null ? Ticket.take(order, menu.get(), now) : ticket.takeAgain());
      case WithdrawOrder wish ->
          step(ticket, ticket == null ? Ticket.withdrawUnknown(wish, now) : ticket.withdraw(wish));
      case Baked ignored -> step(ticket, known(ticket).baked());
      case FinishTicket wish -> step(ticket, known(ticket).finish(name(wish.by())));
      default ->
          throw new IllegalArgumentException(
              "not for the kitchen: " + message.getClass().getSimpleName());
    };
  }

  @Override
  public Step<Ticket, Ticket> start(Ticket ticket, String baker, Instant now) {
    return step(ticket, ticket.start(baker));
  }

  @Override
  public String status(Ticket ticket) {
    return ticket.status().name();
  }

  @Override
  public boolean open(Ticket ticket) {
    return ticket.open();
  }

  @Override
  public Instant due(Ticket ticket) {
    return ticket.takenAt();
  }

  @Override
  public Duration expected(Ticket ticket) {
    Duration work = pace.of(Duration.ofSeconds(ticket.workSeconds()));
    return work.compareTo(SHORTEST) < 0 ? SHORTEST : work;
  }

  private static String name(String by) {
    return by == null || by.isBlank() ? "the kitchen" : by.strip();
  }

  private static Ticket known(Ticket ticket) {
    if (ticket == null) throw new IllegalArgumentException("there is no such ticket");
    return ticket;
  }

  private static Step<Ticket, Ticket> step(Ticket before, Outcome outcome) {
    boolean changed = outcome.ticket() != before;
    return new Step<>(
        outcome.ticket(), outcome.events(), changed ? List.of(outcome.ticket()) : List.of());
  }
}
