package bakery.gateway.model;

import static bakery.gateway.model.Order.WaitsFor.TICKET;
import static bakery.gateway.model.Status.BAKING;
import static bakery.gateway.model.Status.COLLECTED;
import static bakery.gateway.model.Status.COMPLETED;
import static bakery.gateway.model.Status.DECLINED;
import static bakery.gateway.model.Status.DELIVERED;
import static bakery.gateway.model.Status.ON_THE_WAY;
import static bakery.gateway.model.Status.PAID;

import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.CaptureFailed;
import bakery.contracts.OrderEvent.DeliveryFailed;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import bakery.contracts.OrderEvent.OrderRefused;
import bakery.contracts.OrderEvent.OrderWithdrawn;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentDeclined;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentRefunded;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.OrderEvent.RefundRefused;
import bakery.contracts.OrderEvent.WithdrawalRefused;
import bakery.gateway.model.Wish.Cancel;
import bakery.gateway.model.Wish.Collect;
import bakery.gateway.model.Wish.Expired;
import bakery.gateway.model.Wish.PlaceOrder;
import java.time.Instant;

/**
 * The only place that decides what comes next for an order. A table of message × status; a cell
 * moves the order, stays because it is already so (heard twice, or overtaken), or undoes what came
 * too late. Messages overtake each other, so a later one proves the earlier: what was delivered was
 * baked. While a cancellation waits for the {@code TICKET} the kitchen may still win; once it waits
 * for the money, the order does not come back.
 */
public record OrderSaga(Deadlines deadlines) {
  static final String TOO_LATE = "too late to cancel: already being baked";
  static final String DEBT = "the payment could not be taken and is owed";

  /** A fresh order, as the database's clock sees it. */
  public Step place(Order fresh, Instant now) {
    return new Turn(fresh, deadlines, now).place();
  }

  public Step on(Order order, OrderEvent event, Instant now) {
    Turn it = new Turn(order, deadlines, now);
    return switch (event) {
      case PaymentHeld ignored ->
          switch (order.status()) {
            case PLACED -> it.move(PAID).say(it.bake());
            case CANCELLING -> order.waitsFor(TICKET) ? it.stay() : it.stay().say(it.release());
            case DECLINED, CANCELLED -> it.stay().say(it.release());
            case PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED, COMPLETED -> it.stay();
          };
      case PaymentDeclined declined ->
          switch (order.status()) {
            case PLACED -> it.move(DECLINED, declined.reason());
            case CANCELLING -> order.waitsFor(TICKET) ? it.stay() : it.moneyClosed();
            case PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case PaymentReleased ignored ->
          switch (order.status()) {
            case CANCELLING -> order.waitsFor(TICKET) ? it.stay() : it.moneyClosed();
            case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case PaymentCaptured captured ->
          switch (order.status()) {
            case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED ->
                it.move(COMPLETED);
            case CANCELLING ->
                order.waitsFor(TICKET) ? it.stay() : it.stay().say(it.refund(captured.amount()));
            case DECLINED, CANCELLED -> it.stay().say(it.refund(captured.amount()));
            case COMPLETED -> it.stay();
          };
      case CaptureFailed ignored ->
          switch (order.status()) {
            case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED ->
                it.move(COMPLETED, DEBT);
            case CANCELLING -> order.waitsFor(TICKET) ? it.stay() : it.moneyClosed();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case PaymentRefunded refunded ->
          switch (order.status()) {
            case CANCELLING -> it.undone(refunded.decision()) ? it.moneyClosed() : it.stay();
            case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case RefundRefused ignored -> it.stay(); // the deadline asks again

      case BakingStarted ignored ->
          switch (order.status()) {
            case PLACED, PAID -> it.move(BAKING);
            case CANCELLING -> it.stay(); // the answer to the withdrawal decides
            case BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case OrderBaked ignored ->
          switch (order.status()) {
            case PLACED, PAID, BAKING -> it.ready(null);
            case CANCELLING -> order.waitsFor(TICKET) ? it.ready(TOO_LATE) : it.stay();
            case READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case OrderRefused refused ->
          switch (order.status()) {
            case PLACED, PAID, BAKING -> it.releaseMoney(refused.reason());
            case CANCELLING -> order.waitsFor(TICKET) ? it.ticketClosed() : it.stay();
            case READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case OrderWithdrawn ignored ->
          switch (order.status()) {
            case PLACED, PAID, BAKING -> it.releaseMoney("withdrawn from the kitchen");
            case CANCELLING -> order.waitsFor(TICKET) ? it.ticketClosed() : it.stay();
            case READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case WithdrawalRefused ignored ->
          switch (order.status()) {
            case CANCELLING -> order.waitsFor(TICKET) ? it.move(BAKING, TOO_LATE) : it.stay();
            case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };

      case OrderPickedUp ignored ->
          switch (order.status()) {
            case PLACED, PAID, BAKING, READY -> it.move(ON_THE_WAY);
            case CANCELLING -> order.waitsFor(TICKET) ? it.move(ON_THE_WAY, TOO_LATE) : it.stay();
            case ON_THE_WAY, DELIVERED, COLLECTED -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case OrderDelivered ignored ->
          switch (order.status()) {
            case PLACED, PAID, BAKING, READY, ON_THE_WAY -> it.move(DELIVERED).say(it.capture());
            case CANCELLING ->
                order.waitsFor(TICKET) ? it.move(DELIVERED, TOO_LATE).say(it.capture()) : it.stay();
            case DELIVERED, COLLECTED, COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case DeliveryFailed failed ->
          switch (order.status()) {
            case PLACED, PAID, BAKING, READY, ON_THE_WAY -> it.releaseMoney(failed.reason());
            case CANCELLING -> order.waitsFor(TICKET) ? it.ticketClosed() : it.stay();
            case DELIVERED, COLLECTED, COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
    };
  }

  public Step on(Order order, Wish wish, Instant now) {
    Turn it = new Turn(order, deadlines, now);
    return switch (wish) {
      case PlaceOrder ignored -> it.stay(); // placed already: the first answer was lost
      case Cancel cancel ->
          switch (order.status()) {
            case PLACED -> it.releaseMoney(cancel.reason());
            case PAID -> it.withdrawTicket(cancel.reason());
            case BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED -> it.stay(); // too late
            case CANCELLING, COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case Collect ignored ->
          switch (order.status()) {
            case READY -> order.isPickup() ? it.move(COLLECTED).say(it.capture()) : it.stay();
            case PLACED, PAID, BAKING -> it.stay(); // nothing there to take
            case ON_THE_WAY, DELIVERED, COLLECTED, CANCELLING -> it.stay();
            case COMPLETED, DECLINED, CANCELLED -> it.stay();
          };
      case Expired ignored -> it.isEarly() ? it.lookLater() : expired(order, it);
    };
  }

  private static Step expired(Order order, Turn it) {
    return switch (order.status()) {
      case PLACED -> it.releaseMoney("the payment was not confirmed in time");
      case PAID -> it.withdrawTicket("no baker was free in time");
      case BAKING -> it.late(it.bake());
      case READY -> order.isPickup() ? it.releaseMoney("not collected") : it.late(it.deliver());
      case ON_THE_WAY -> it.late(it.deliver());
      case DELIVERED, COLLECTED -> it.again(it.capture());
      case CANCELLING -> it.again(order.waitsFor(TICKET) ? it.withdraw() : it.release());
      case COMPLETED, DECLINED, CANCELLED -> it.stay();
    };
  }
}
