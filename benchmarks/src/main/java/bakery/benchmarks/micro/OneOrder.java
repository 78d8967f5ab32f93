package bakery.benchmarks.micro;

import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.PaymentMethod;
import bakery.gateway.model.Deadlines;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.Order;
import bakery.gateway.model.OrderSaga;
import bakery.gateway.model.Step;
import bakery.node.BakeryWire;
import bakery.platform.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The breakfast that the whole bakery is measured with, on its way from the customer to his door.
 */
public final class OneOrder {
  /** Placed, and a step for each event. */
  public static final int STEPS = 7;

  /** The four commands and the six events. */
  public static final int LETTERS = 10;

  private static final UUID ID = UUID.fromString("019aa000-0000-7000-8000-000000000001");
  private static final Instant PLACED_AT = Instant.parse("2026-01-01T08:00:00.123456Z");
  private static final Money TOTAL = Money.of(760, "GBP");
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final OrderSaga SAGA =
      new OrderSaga(new Deadlines(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE));

  private static final List<OrderEvent> EVENTS =
      List.of(
          new PaymentHeld(ID, TOTAL),
          new BakingStarted(ID, "kitchen-1"),
          new OrderBaked(ID),
          new OrderPickedUp(ID, "courier-1"),
          new OrderDelivered(ID),
          new PaymentCaptured(ID, TOTAL));

  private static final Order FRESH =
      Order.place(
          ID,
          List.of(
              new Line("croissant", 2, Money.of(220, "GBP"), 0),
              new Line("bread", 1, Money.of(320, "GBP"), 0)),
          new Fulfilment.Delivery(
              new Address(
                  "Ada Baker", "+44 131 496 0123", "1 Rose Street", "Edinburgh", "EH2 2PR")),
          new PaymentMethod.Card("tok_ok"),
          PLACED_AT,
          Duration.ofMinutes(45),
          null);

  private OneOrder() {}

  /** A step for the request, then one for each event; made anew each time. */
  public static List<Step> life() {
    var steps = new ArrayList<Step>(STEPS);
    steps.add(SAGA.place(FRESH, PLACED_AT));
    for (var event : EVENTS) steps.add(SAGA.on(steps.getLast().order(), event, PLACED_AT));
    return steps;
  }

  /** Delivered and paid. */
  public static Order completed() {
    return life().getLast().order();
  }

  /** All that the roles write to one another about it. */
  public static List<Letter> letters() {
    var commands = life().stream().flatMap(step -> step.commands().stream());
    return Stream.concat(commands, EVENTS.stream())
        .map(message -> BakeryWire.WIRE.letter(message, null))
        .toList();
  }
}
