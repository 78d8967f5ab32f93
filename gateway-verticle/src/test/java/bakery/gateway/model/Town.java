package bakery.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.BillingCommand;
import bakery.contracts.BillingCommand.CapturePayment;
import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.BillingCommand.ReleasePayment;
import bakery.contracts.DeliveryCommand;
import bakery.contracts.KitchenCommand;
import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.Message;
import bakery.contracts.Money;
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
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.OrderEvent.WithdrawalRefused;
import bakery.contracts.PaymentMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One order and everybody who has to do with it: small honest models of billing, kitchen and
 * delivery, and a post that keeps, repeats and reorders what they say.
 */
final class Town {

  /** What fate has in store. */
  record Fate(
      boolean pickup,
      boolean cash,
      boolean declined,
      boolean soldOut,
      boolean undeliverable,
      boolean captureFails,
      boolean customerComes) {}

  enum Purse {
    UNKNOWN,
    HOLDING,
    RECALLING,
    HELD,
    DECLINED,
    CAPTURED,
    OWED,
    RELEASED
  }

  enum Ticket {
    UNKNOWN,
    WAITING,
    BAKING,
    BAKED,
    WITHDRAWN,
    REFUSED
  }

  enum Ride {
    UNKNOWN,
    WAITING,
    ON_THE_WAY,
    DELIVERED,
    FAILED
  }

  final Fate fate;
  final List<Message> post = new ArrayList<>();
  final List<News> news = new ArrayList<>();
  Instant now = Samples.NOW;
  Order order;
  Purse money = Purse.UNKNOWN;
  Ticket ticket = Ticket.UNKNOWN;
  Ride ride = Ride.UNKNOWN;
  boolean wasHeld;
  int baked;

  Town(Fate fate) {
    this.fate = fate;
    Fulfilment fulfilment = fate.pickup ? new Fulfilment.Pickup() : Samples.DELIVERY;
    PaymentMethod payment = fate.cash ? new PaymentMethod.Cash() : Samples.CARD;
    take(Samples.SAGA.place(Samples.fresh(Samples.ID, fulfilment, payment), now));
  }

  /** One happening; what cannot happen now does not. */
  void happens(int choice) {
    int which = Math.floorMod(choice / 100, Math.max(1, post.size()));
    int what = Math.floorMod(choice, 100);
    if (what < 50) deliver(which, false);
    else if (what < 60) deliver(which, true);
    else if (what < 72) cashierWorks();
    else if (what < 84) bakerWorks();
    else if (what < 92) courierWorks();
    else if (what < 97) wish(new Wish.Cancel("changed my mind"));
    else if (what < 98) wish(new Wish.Collect());
    else timePasses();
  }

  /** From now on the post is reliable and everybody does their work; time passes when all wait. */
  void settles() {
    for (int round = 0; round < 100; round++) {
      if (!post.isEmpty()) deliver(post.size() - 1, false);
      else if (!workIsDone() && order.status().isFinal()) return;
    }
    throw new AssertionError("still not at rest: " + this);
  }

  private boolean workIsDone() {
    if (cashierWorks() || bakerWorks() || courierWorks()) return true;
    if (order.status().isFinal()) return false;
    if (fate.customerComes && order.status() == Status.READY && fate.pickup) {
      wish(new Wish.Collect());
    } else {
      timePasses();
    }
    return true;
  }

  private void deliver(int which, boolean again) {
    if (post.isEmpty()) return;
    Message message = again ? post.get(which) : post.remove(which);
    switch (message) {
      case OrderEvent event -> take(Samples.SAGA.on(order, event, now));
      case BillingCommand command -> billing(command);
      case KitchenCommand command -> kitchen(command);
      case DeliveryCommand ignored -> delivery();
    }
  }

  private void wish(Wish wish) {
    take(Samples.SAGA.on(order, wish, now));
  }

  private void timePasses() {
    if (order.status().isFinal()) return;
    if (now.isBefore(order.dueAt())) now = order.dueAt();
    wish(new Wish.Expired());
  }

  private void take(Step step) {
    boolean stays = step.order() == order;
    if (order != null && order.status().isFinal()) assertThat(stays).as("an end").isTrue();
    order = step.order();
    news.addAll(step.news());
    post.addAll(step.commands());
    if (!stays && !order.status().isFinal()) {
      assertThat(order.dueAt()).as("somebody looks after it").isAfter(now);
    }
  }

  // ---- billing

  private void billing(BillingCommand command) {
    switch (command) {
      case HoldPayment ignored -> {
        switch (money) {
          case UNKNOWN -> money = Purse.HOLDING;
          case HELD, CAPTURED, OWED -> say(held());
          case DECLINED -> say(new PaymentDeclined(order.id(), "no funds"));
          case RELEASED -> say(released());
          case HOLDING, RECALLING -> {}
        }
      }
      case CapturePayment ignored -> {
        switch (money) {
          case HELD -> {
            assertThat(goods()).as("the goods are with the customer").isTrue();
            money = fate.captureFails ? Purse.OWED : Purse.CAPTURED;
            say(captured());
          }
          case CAPTURED, OWED -> say(captured());
          case UNKNOWN, HOLDING, RECALLING, DECLINED, RELEASED ->
              throw new AssertionError("nothing to capture: " + this);
        }
      }
      case ReleasePayment ignored -> {
        switch (money) {
          case UNKNOWN, HELD -> {
            money = Purse.RELEASED;
            say(released());
          }
          case HOLDING -> money = Purse.RECALLING;
          case RECALLING -> {}
          case DECLINED, RELEASED -> say(released());
          case CAPTURED, OWED -> throw new AssertionError("too late to release: " + this);
        }
      }
      case RefundPayment ignored -> throw new AssertionError("nothing to refund: " + this);
    }
  }

  private boolean cashierWorks() {
    if (money != Purse.HOLDING && money != Purse.RECALLING) return false;
    boolean recalled = money == Purse.RECALLING;
    wasHeld = !fate.declined;
    if (fate.declined) {
      money = Purse.DECLINED;
      say(new PaymentDeclined(order.id(), "no funds"));
    } else {
      money = recalled ? Purse.RELEASED : Purse.HELD;
      say(held());
    }
    if (recalled) say(released());
    return true;
  }

  private OrderEvent held() {
    return new PaymentHeld(order.id(), Samples.TOTAL);
  }

  private OrderEvent captured() {
    return money == Purse.OWED
        ? new CaptureFailed(order.id(), "expired")
        : new PaymentCaptured(order.id(), Samples.TOTAL);
  }

  private OrderEvent released() {
    Money none = Money.zero(Samples.TOTAL.currency());
    return new PaymentReleased(order.id(), wasHeld ? Samples.TOTAL : none);
  }

  // ---- kitchen

  private void kitchen(KitchenCommand command) {
    switch (command) {
      case BakeOrder ignored -> {
        if (ticket == Ticket.UNKNOWN) ticket = fate.soldOut ? Ticket.REFUSED : Ticket.WAITING;
        ticketSays();
      }
      case WithdrawOrder ignored -> {
        switch (ticket) {
          case UNKNOWN, WAITING -> {
            ticket = Ticket.WITHDRAWN;
            say(new OrderWithdrawn(order.id()));
          }
          case WITHDRAWN, REFUSED -> say(new OrderWithdrawn(order.id()));
          case BAKING, BAKED -> say(new WithdrawalRefused(order.id()));
        }
      }
    }
  }

  private boolean bakerWorks() {
    switch (ticket) {
      case WAITING -> ticket = Ticket.BAKING;
      case BAKING -> {
        ticket = Ticket.BAKED;
        baked++;
      }
      case UNKNOWN, BAKED, WITHDRAWN, REFUSED -> {
        return false;
      }
    }
    ticketSays();
    return true;
  }

  private void ticketSays() {
    switch (ticket) {
      case UNKNOWN, WAITING -> {}
      case BAKING -> say(new BakingStarted(order.id(), "baker"));
      case BAKED -> say(new OrderBaked(order.id()));
      case WITHDRAWN -> say(new OrderWithdrawn(order.id()));
      case REFUSED -> say(new OrderRefused(order.id(), "sold out"));
    }
  }

  // ---- delivery

  private void delivery() {
    assertThat(ticket).as("only what is baked can be brought").isEqualTo(Ticket.BAKED);
    if (ride == Ride.UNKNOWN) ride = Ride.WAITING;
    rideSays();
  }

  private boolean courierWorks() {
    switch (ride) {
      case WAITING -> ride = Ride.ON_THE_WAY;
      case ON_THE_WAY -> ride = fate.undeliverable ? Ride.FAILED : Ride.DELIVERED;
      case UNKNOWN, DELIVERED, FAILED -> {
        return false;
      }
    }
    rideSays();
    return true;
  }

  private void rideSays() {
    switch (ride) {
      case UNKNOWN, WAITING -> {}
      case ON_THE_WAY -> say(new OrderPickedUp(order.id(), "courier"));
      case DELIVERED -> say(new OrderDelivered(order.id()));
      case FAILED -> say(new DeliveryFailed(order.id(), "nobody at home"));
    }
  }

  private void say(OrderEvent event) {
    post.add(event);
  }

  /** Whether the goods have reached the customer. */
  boolean goods() {
    boolean collected =
        order.history().stream().anyMatch(step -> step.status() == Status.COLLECTED);
    return ride == Ride.DELIVERED || collected;
  }

  @Override
  public String toString() {
    return fate + " " + order.history() + " " + money + " " + ticket + " " + ride + " " + post;
  }
}
