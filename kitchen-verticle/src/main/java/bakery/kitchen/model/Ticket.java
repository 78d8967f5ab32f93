package bakery.kitchen.model;

import static bakery.kitchen.model.Ticket.Status.BAKED;
import static bakery.kitchen.model.Ticket.Status.BAKING;
import static bakery.kitchen.model.Ticket.Status.REFUSED;
import static bakery.kitchen.model.Ticket.Status.WAITING;
import static bakery.kitchen.model.Ticket.Status.WITHDRAWN;

import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.Item;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderRefused;
import bakery.contracts.OrderEvent.OrderWithdrawn;
import bakery.contracts.OrderEvent.WithdrawalRefused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What the kitchen has to bake for one order, from hanging up to the end. A withdrawal that comes
 * first leaves a ticket without items, on which the late order falls. What is heard twice gets the
 * same answer twice.
 *
 * @param id of the order
 * @param reason why it was refused or withdrawn, or null
 * @param baker who has it, or had it last; null when nobody ever
 * @param takenAt since when it waits: the longest waiting is baked first
 * @param workSeconds a baker's time for it at real pace, fixed when it was taken
 */
public record Ticket(
    UUID id,
    String number,
    List<Item> items,
    Status status,
    String reason,
    String baker,
    Instant promisedAt,
    Instant takenAt,
    int workSeconds) {

  public enum Status {
    WAITING,
    BAKING,
    BAKED,
    WITHDRAWN,
    REFUSED
  }

  public Ticket {
    items = List.copyOf(items);
    takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
    promisedAt = promisedAt == null ? null : promisedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The first that the kitchen hears of an order. */
  public static Outcome take(BakeOrder order, Menu menu, Instant now) {
    return menu.refusal(order.items())
        .map(why -> refused(order, why, now))
        .orElseGet(() -> hangUp(order, menu, now));
  }

  /** An order is withdrawn that never came: the mark stays, so that it cannot come later. */
  public static Outcome withdrawUnknown(WithdrawOrder wish, Instant now) {
    Ticket mark =
        new Ticket(wish.orderId(), null, List.of(), WITHDRAWN, wish.reason(), null, null, now, 0);
    return Outcome.of(mark, new OrderWithdrawn(mark.id));
  }

  /** The order comes (again) and finds this. */
  public Outcome takeAgain() {
    return switch (status) {
      case WAITING -> Outcome.of(this);
      case BAKING -> Outcome.of(this, new BakingStarted(id, baker));
      case BAKED -> Outcome.of(this, new OrderBaked(id));
      case WITHDRAWN -> Outcome.of(this, new OrderWithdrawn(id));
      case REFUSED -> Outcome.of(this, new OrderRefused(id, reason));
    };
  }

  /** The customer, or the saga, wants it no more: only what no baker has begun can be had back. */
  public Outcome withdraw(WithdrawOrder wish) {
    return switch (status) {
      case WAITING -> Outcome.of(with(WITHDRAWN, wish.reason(), baker), new OrderWithdrawn(id));
      case BAKING, BAKED -> Outcome.of(this, new WithdrawalRefused(id));
      case WITHDRAWN, REFUSED -> Outcome.of(this, new OrderWithdrawn(id)); // none will be baked
    };
  }

  /** A baker takes it; from one that fell ill it is taken over without a word to the customer. */
  public Outcome start(String by) {
    return switch (status) {
      case WAITING -> Outcome.of(with(BAKING, reason, by), new BakingStarted(id, by));
      case BAKING -> by.equals(baker) ? Outcome.of(this) : Outcome.of(with(BAKING, reason, by));
      case BAKED, WITHDRAWN, REFUSED -> Outcome.of(this);
    };
  }

  /**
   * The baker who holds it is done.
   *
   * @throws IllegalArgumentException when nobody can hold it
   */
  public Outcome baked() {
    return switch (status) {
      case BAKING -> Outcome.of(with(BAKED, reason, baker), new OrderBaked(id));
      case BAKED -> Outcome.of(this);
      case WAITING, WITHDRAWN, REFUSED -> throw notBaking();
    };
  }

  /**
   * Somebody says that it is baked, whoever held it; their word counts.
   *
   * @throws IllegalArgumentException when there is nothing to bake
   */
  public Outcome finish(String by) {
    return switch (status) {
      case WAITING ->
          Outcome.of(with(BAKED, reason, by), new BakingStarted(id, by), new OrderBaked(id));
      case BAKING -> baked();
      case BAKED -> Outcome.of(this);
      case WITHDRAWN, REFUSED -> throw notBaking();
    };
  }

  /** Whether a baker is wanted or at it. */
  public boolean open() {
    return switch (status) {
      case WAITING, BAKING -> true;
      case BAKED, WITHDRAWN, REFUSED -> false;
    };
  }

  private static Outcome hangUp(BakeOrder order, Menu menu, Instant now) {
    return Outcome.of(of(order, WAITING, null, now, menu.workSeconds(order.items())));
  }

  private static Outcome refused(BakeOrder order, String why, Instant now) {
    return Outcome.of(of(order, REFUSED, why, now, 0), new OrderRefused(order.orderId(), why));
  }

  private static Ticket of(BakeOrder order, Status status, String why, Instant now, int seconds) {
    return new Ticket(
        order.orderId(),
        order.number(),
        order.items(),
        status,
        why,
        null,
        order.promisedAt(),
        now,
        seconds);
  }

  private Ticket with(Status status, String reason, String baker) {
    return new Ticket(id, number, items, status, reason, baker, promisedAt, takenAt, workSeconds);
  }

  private IllegalArgumentException notBaking() {
    return new IllegalArgumentException("ticket " + id + " is " + status + ": nothing to finish");
  }
}
