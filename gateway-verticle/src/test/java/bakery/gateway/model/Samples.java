package bakery.gateway.model;

import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import bakery.contracts.OrderEvent.OrderWithdrawn;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentDeclined;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders in every status, each brought there by the saga itself. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-03-07T08:00:00Z");
  public static final UUID ID = UUID.fromString("0195708e-4c00-7abc-8def-0123456789ab");
  public static final Money TOTAL = Money.of(640, "GBP");
  public static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(2),
          Duration.ofMinutes(5));
  public static final OrderSaga SAGA = new OrderSaga(DEADLINES);
  public static final Fulfilment DELIVERY =
      new Fulfilment.Delivery(
          new Address("Ada Baker", "+44 131 555 0100", "1 Mill Lane", "Edinburgh", "EH1 1AA"));
  public static final PaymentMethod CARD = new PaymentMethod.Card("tok_ok");

  private Samples() {}

  public static List<Line> twoCroissants() {
    return List.of(new Line("croissant", 2, Money.of(320, "GBP"), 2_000));
  }

  public static Order fresh(UUID id, Fulfilment fulfilment, PaymentMethod payment) {
    return Order.place(
        id, twoCroissants(), fulfilment, payment, NOW, Duration.ofMinutes(45), "00-trace-01");
  }

  public static Order placed() {
    return SAGA.place(fresh(ID, DELIVERY, CARD), NOW).order();
  }

  static Order placedForPickup() {
    return SAGA.place(fresh(ID, new Fulfilment.Pickup(), CARD), NOW).order();
  }

  static Order paid() {
    return after(placed(), new PaymentHeld(ID, TOTAL));
  }

  static Order baking() {
    return after(paid(), new BakingStarted(ID, "baker"));
  }

  static Order ready() {
    return after(baking(), new OrderBaked(ID));
  }

  static Order readyForPickup() {
    return after(placedForPickup(), new PaymentHeld(ID, TOTAL), new OrderBaked(ID));
  }

  static Order onTheWay() {
    return after(ready(), new OrderPickedUp(ID, "courier"));
  }

  static Order delivered() {
    return after(onTheWay(), new OrderDelivered(ID));
  }

  static Order collected() {
    return SAGA.on(readyForPickup(), new Wish.Collect(), NOW).order();
  }

  static Order completed() {
    return after(delivered(), new PaymentCaptured(ID, TOTAL));
  }

  static Order declined() {
    return after(placed(), new PaymentDeclined(ID, "insufficient funds"));
  }

  static Order cancellingTicket() {
    return SAGA.on(paid(), new Wish.Cancel("changed my mind"), NOW).order();
  }

  static Order cancellingMoney() {
    return after(cancellingTicket(), new OrderWithdrawn(ID));
  }

  static Order cancelled() {
    return after(cancellingMoney(), new PaymentReleased(ID, TOTAL));
  }

  static Order after(Order order, OrderEvent... events) {
    Order now = order;
    for (OrderEvent event : events) now = SAGA.on(now, event, NOW).order();
    return now;
  }
}
