package bakery.gateway.orders;

import bakery.contracts.OrderEvent;
import bakery.gateway.model.Deadlines;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.OrderSaga;
import bakery.gateway.model.Wish;
import bakery.platform.LogFields;
import bakery.platform.Model;
import bakery.platform.Step;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The saga, as the platform asks it. */
public final class GatewayModel implements Model<Order, News> {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayModel.class);

  private final OrderSaga saga;

  public GatewayModel(Deadlines deadlines) {
    this.saga = new OrderSaga(deadlines);
  }

  @Override
  public Step<Order, News> on(Order order, Object message, Instant now) {
    return switch (message) {
      case OrderEvent event -> step(saga.on(known(order, event), event, now));
      case Wish wish -> order == null ? unknown(wish, now) : step(saga.on(order, wish, now));
      default -> throw new IllegalArgumentException("no order understands " + message.getClass());
    };
  }

  @Override
  public String status(Order order) {
    return order.status().name();
  }

  @Override
  public boolean open(Order order) {
    return !order.status().isFinal();
  }

  @Override
  public Instant due(Order order) {
    return order.dueAt();
  }

  @Override
  public Step<Order, News> expired(Order order, Instant now) {
    bakery.gateway.model.Step step = saga.on(order, new Wish.Expired(), now);
    if (!step.commands().isEmpty() && step.news().isEmpty()) {
      LogFields.about(LOG.atInfo(), order.id(), order.trace())
          .log("order {}: overdue in {}, asking again", order.id(), order.status());
    }
    return step(step);
  }

  private Step<Order, News> unknown(Wish wish, Instant now) {
    return switch (wish) {
      case Wish.PlaceOrder place -> step(saga.place(place.order(), now));
      case Wish.Cancel ignored -> Step.same(null);
      case Wish.Collect ignored -> Step.same(null);
      case Wish.Expired ignored -> Step.same(null);
    };
  }

  private static Order known(Order order, OrderEvent event) {
    if (order != null) return order;
    throw new IllegalArgumentException("nobody placed order " + event.orderId());
  }

  private static Step<Order, News> step(bakery.gateway.model.Step step) {
    return new Step<>(step.order(), step.commands(), step.news());
  }
}
