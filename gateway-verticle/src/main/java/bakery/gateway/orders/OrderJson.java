package bakery.gateway.orders;

import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Messages;
import bakery.contracts.PaymentMethod;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** How the parts of an order stand in their columns. */
final class OrderJson {

  /** What a card looks like once its token has been handed to billing: nobody else needs it. */
  private static final PaymentMethod SPENT_CARD = new PaymentMethod.Card("");

  /** A step without what follows from its place. */
  private record Past(Status status, Instant at, String detail) {}

  private OrderJson() {}

  static String lines(Order order) {
    return text(order.lines());
  }

  static List<Line> lines(String json) {
    return List.of(value(Line[].class, json));
  }

  static String history(Order order) {
    return text(
        order.history().stream()
            .map(step -> new Past(step.status(), step.at(), step.detail()))
            .toList());
  }

  static List<News> history(UUID id, String json) {
    Past[] steps = value(Past[].class, json);
    return IntStream.range(0, steps.length)
        .mapToObj(i -> new News(id, i + 1, steps[i].status(), steps[i].at(), steps[i].detail()))
        .toList();
  }

  static String payment(Order order) {
    return switch (order.payment()) {
      case PaymentMethod.Card ignored -> "card";
      case PaymentMethod.Cash ignored -> "cash";
    };
  }

  static PaymentMethod payment(String method) {
    return switch (method) {
      case "card" -> SPENT_CARD;
      case "cash" -> new PaymentMethod.Cash();
      default -> throw new IllegalArgumentException("no such payment method: " + method);
    };
  }

  static String fulfilment(Order order) {
    return order.isPickup() ? "pickup" : "delivery";
  }

  static String address(Order order) {
    return switch (order.fulfilment()) {
      case Fulfilment.Delivery to -> to.address() == null ? null : text(to.address());
      case Fulfilment.Pickup ignored -> null;
    };
  }

  static Fulfilment fulfilment(String method, String address) {
    return switch (method) {
      case "pickup" -> new Fulfilment.Pickup();
      case "delivery" ->
          new Fulfilment.Delivery(address == null ? null : value(Address.class, address));
      default -> throw new IllegalArgumentException("no such fulfilment: " + method);
    };
  }

  private static String text(Object value) {
    return new String(Messages.encode(value), StandardCharsets.UTF_8);
  }

  private static <T> T value(Class<T> type, String json) {
    return Messages.decode(type, json.getBytes(StandardCharsets.UTF_8));
  }
}
