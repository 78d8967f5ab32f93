package bakery.delivery.model;

import static bakery.delivery.model.Delivery.Status.DELIVERED;
import static bakery.delivery.model.Delivery.Status.FAILED;
import static bakery.delivery.model.Delivery.Status.ON_THE_WAY;
import static bakery.delivery.model.Delivery.Status.WAITING;

import bakery.contracts.Address;
import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent.DeliveryFailed;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The way of one order from the counter to the door. What is heard twice gets the same answer
 * twice.
 *
 * @param id of the order
 * @param address null once the delivery has ended: nobody needs to know it any more
 * @param cashDue what the courier collects at the door, or null
 * @param courier who has it, or had it last; null when nobody ever
 * @param tries how often a courier came back with it
 * @param reason why the last try failed, or null
 * @param dueAt from when on a courier may take it
 */
public record Delivery(
    UUID id,
    String number,
    Address address,
    Money cashDue,
    Instant promisedAt,
    Status status,
    String courier,
    int tries,
    String reason,
    Instant dueAt) {

  public enum Status {
    WAITING,
    ON_THE_WAY,
    DELIVERED,
    FAILED
  }

  public Delivery {
    dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
    promisedAt = promisedAt == null ? null : promisedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The first that delivery hears of an order. */
  public static Outcome take(DeliverOrder order, Instant now) {
    Delivery waiting =
        new Delivery(
            order.orderId(),
            order.number(),
            order.address(),
            order.cashDue(),
            order.promisedAt(),
            WAITING,
            null,
            0,
            null,
            now);
    return order.address() == null ? waiting.fail("no address") : Outcome.of(waiting);
  }

  /** The order comes again and finds this. */
  public Outcome takeAgain() {
    return switch (status) {
      case WAITING -> Outcome.of(this);
      case ON_THE_WAY -> Outcome.of(this, new OrderPickedUp(id, courier));
      case DELIVERED -> Outcome.of(this, new OrderDelivered(id));
      case FAILED -> Outcome.of(this, new DeliveryFailed(id, reason));
    };
  }

  /**
   * A courier takes it. The customer hears of the first one: who goes out again, or takes over from
   * one that fell ill, brings the same order on the same way.
   */
  public Outcome start(String by) {
    return switch (status) {
      case WAITING ->
          tries == 0 ? Outcome.of(sentOut(by), new OrderPickedUp(id, by)) : Outcome.of(sentOut(by));
      case ON_THE_WAY -> by.equals(courier) ? Outcome.of(this) : Outcome.of(sentOut(by));
      case DELIVERED, FAILED -> Outcome.of(this);
    };
  }

  /**
   * The courier who holds it has handed it over.
   *
   * @throws IllegalArgumentException when no courier can hold it
   */
  public Outcome delivered() {
    return switch (status) {
      case ON_THE_WAY -> Outcome.of(ended(DELIVERED, tries, null), new OrderDelivered(id));
      case DELIVERED -> Outcome.of(this);
      case WAITING, FAILED -> throw notOnTheWay();
    };
  }

  /**
   * The courier who holds it came back with it: tried again after a pause, or given up.
   *
   * @throws IllegalArgumentException when no courier can hold it
   */
  public Outcome undeliverable(String why, Patience patience, Instant now) {
    return switch (status) {
      case ON_THE_WAY ->
          tries + 1 < patience.tries()
              ? Outcome.of(backAtTheCounter(why, now.plus(patience.pause())))
              : fail(why);
      case FAILED -> Outcome.of(this);
      case WAITING, DELIVERED -> throw notOnTheWay();
    };
  }

  /** Whether a courier is wanted or on the way. */
  public boolean open() {
    return switch (status) {
      case WAITING, ON_THE_WAY -> true;
      case DELIVERED, FAILED -> false;
    };
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "Delivery[" + id + " " + status + ", tries " + tries + ", due " + dueAt + "]";
  }

  private Delivery sentOut(String by) {
    return new Delivery(
        id, number, address, cashDue, promisedAt, ON_THE_WAY, by, tries, reason, dueAt);
  }

  private Delivery backAtTheCounter(String why, Instant due) {
    return new Delivery(
        id, number, address, cashDue, promisedAt, WAITING, courier, tries + 1, why, due);
  }

  private Outcome fail(String why) {
    return Outcome.of(ended(FAILED, tries + 1, why), new DeliveryFailed(id, why));
  }

  private Delivery ended(Status how, int tries, String why) {
    return new Delivery(id, number, null, cashDue, promisedAt, how, courier, tries, why, dueAt);
  }

  private IllegalArgumentException notOnTheWay() {
    return new IllegalArgumentException("delivery " + id + " is " + status + ", not on the way");
  }
}
