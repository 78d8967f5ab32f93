package bakery.gateway.model;

import static bakery.gateway.model.Order.WaitsFor.MONEY;
import static bakery.gateway.model.Order.WaitsFor.NOTHING;
import static bakery.gateway.model.Order.WaitsFor.TICKET;
import static bakery.gateway.model.Status.CANCELLED;
import static bakery.gateway.model.Status.CANCELLING;

import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.Item;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.Message;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One order meets one message: the verbs of the saga's cells. */
record Turn(Order order, Deadlines deadlines, Instant now) {
  private static final String LATE = "running late";

  Step stay() {
    return new Step(order, List.of(), List.of());
  }

  Step move(Status next) {
    return move(next, null);
  }

  Step move(Status next, String detail) {
    return step(next, NOTHING, detail);
  }

  /** The deadline is looked at before it has come: see {@link #due}. */
  boolean isEarly() {
    return !order.status().isFinal() && now.isBefore(deadlines.of(order));
  }

  Step lookLater() {
    return new Step(order.due(deadlines.of(order)), List.of(), List.of());
  }

  Step place() {
    Order placed = order.placedAt(now);
    return new Step(placed.due(deadlines.of(placed)), List.of(hold()), placed.history());
  }

  /** Pickup orders wait for their customer, the others for a courier. */
  Step ready(String detail) {
    Step ready = move(Status.READY, detail);
    return order.isPickup() ? ready : ready.say(deliver());
  }

  Step withdrawTicket(String why) {
    return step(CANCELLING, TICKET, why).say(new WithdrawOrder(order.id(), why));
  }

  Step releaseMoney(String why) {
    return step(CANCELLING, MONEY, why).say(new ReleasePayment(order.id(), why));
  }

  /** The kitchen bakes nothing; the money is next. */
  Step ticketClosed() {
    Order next = order.waitingFor(MONEY);
    return new Step(next.due(due(deadlines.again(next, now))), List.of(release()), List.of());
  }

  Step moneyClosed() {
    return move(CANCELLED, order.reason());
  }

  /** Says it once to the customer, and asks those again who should have acted. */
  Step late(Message command) {
    if (LATE.equals(order.last().detail())) return again(command);
    return step(order.status(), NOTHING, LATE).say(command);
  }

  Step again(Message command) {
    Order next = order.due(deadlines.again(order, now));
    return new Step(next, List.of(command), List.of());
  }

  private Step step(Status next, Order.WaitsFor undo, String detail) {
    Order after = order.step(next, undo, detail, now);
    if (!next.isFinal()) after = after.due(due(deadlines.of(after)));
    return new Step(after, List.of(), List.of(after.last()));
  }

  /**
   * A deadline that moves away is left where it was and looked at when it has come: so most steps
   * touch no indexed column.
   */
  private Instant due(Instant deadline) {
    boolean soonEnough = order.dueAt().isAfter(now) && order.dueAt().isBefore(deadline);
    return soonEnough ? order.dueAt() : deadline;
  }

  Message hold() {
    return new HoldPayment(order.id(), order.number(), order.lines(), order.payment());
  }

  Message bake() {
    List<Item> items =
        order.lines().stream().map(line -> new Item(line.product(), line.quantity())).toList();
    return new BakeOrder(order.id(), order.number(), items, order.promisedAt());
  }

  Message deliver() {
    return switch (order.fulfilment()) {
      case Fulfilment.Delivery to ->
          new DeliverOrder(order.id(), order.number(), to.address(), cashDue(), order.promisedAt());
      case Fulfilment.Pickup ignored ->
          throw new IllegalStateException("nobody delivers order " + order.id());
    };
  }

  Message capture() {
    return new CapturePayment(order.id());
  }

  Message withdraw() {
    return new WithdrawOrder(order.id(), order.reason());
  }

  Message release() {
    return new ReleasePayment(order.id(), order.reason());
  }

  Message refund(Money amount) {
    return new RefundPayment(order.id(), undo(), amount, order.reason());
  }

  /** What was taken too late has been given back. */
  boolean undone(UUID decision) {
    return order.waitsFor(MONEY) && undo().equals(decision);
  }

  /** One decision, however often it is said. */
  private UUID undo() {
    return UUID.nameUUIDFromBytes(("undo " + order.id()).getBytes(StandardCharsets.UTF_8));
  }

  private Money cashDue() {
    return switch (order.payment()) {
      case PaymentMethod.Cash ignored -> order.total();
      case PaymentMethod.Card ignored -> null;
    };
  }
}
