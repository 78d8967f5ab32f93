package bakery.gateway.model;

import static bakery.gateway.model.Samples.DEADLINES;
import static bakery.gateway.model.Samples.ID;
import static bakery.gateway.model.Samples.NOW;
import static bakery.gateway.model.Samples.SAGA;
import static bakery.gateway.model.Samples.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Message;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Walks every status × message and compares what the saga says with the approved table. */
class SagaTableTest {
  private static final UUID UNDO =
      UUID.nameUUIDFromBytes(("undo " + ID).getBytes(StandardCharsets.UTF_8));

  private final Map<String, Order> orders = orders();

  @Test
  void theSagaSaysWhatTheApprovedTableSays() throws IOException {
    String said = messages().stream().map(this::section).collect(Collectors.joining("\n"));

    assertThat(said).isEqualTo(approved());
  }

  @Test
  void theTableHasEveryMessageAndEveryStatus() {
    assertThat(orders.values()).extracting(Order::status).contains(Status.values());
    List<Class<?>> walked = messages().stream().<Class<?>>map(Object::getClass).toList();
    assertThat(walked).containsAll(Arrays.asList(OrderEvent.class.getPermittedSubclasses()));
    assertThat(walked).containsAll(Arrays.asList(Wish.class.getPermittedSubclasses()));
  }

  @Test
  void aMoveIsOneStepOfTheHistoryAndWhatIsAlreadySoWritesNothing() {
    for (Object message : messages()) {
      for (Order order : orders.values()) {
        Step step = on(order, message, deadline(order));
        if (step.news().isEmpty()) {
          assertThat(step.order().history()).isEqualTo(order.history());
          if (step.commands().isEmpty()) assertThat(step.order()).isSameAs(order);
        } else {
          assertThat(step.order().seq()).isEqualTo(order.seq() + 1);
          assertThat(step.news()).containsExactly(step.order().last());
        }
      }
    }
  }

  @Test
  void nothingThatIsSaidOrKeptPrintsWhomItIsFor() {
    IdempotencyKey key = new IdempotencyKey("key-that-opens-the-order", "digest");
    for (Object message : messages()) {
      for (Order order : orders.values()) {
        Step step = on(order.under(key), message, deadline(order));
        assertThat(step.toString())
            .doesNotContain("Ada", "555", "Mill", "EH1", "tok_ok", "key-that-opens");
      }
    }
  }

  private String section(Object message) {
    List<String> lines = new ArrayList<>();
    List<String> staying = new ArrayList<>();
    lines.add(message.getClass().getSimpleName());
    orders.forEach(
        (name, order) -> {
          Step step = on(order, message, deadline(order));
          if (step.order() == order && step.commands().isEmpty()) staying.add(name);
          else lines.add("  %-18s %s".formatted(name, said(order, step)).stripTrailing());
        });
    if (!staying.isEmpty()) lines.add("  stays: " + String.join(", ", staying));
    return String.join("\n", lines) + "\n";
  }

  private static String said(Order before, Step step) {
    Order after = step.order();
    boolean same = step.news().isEmpty() && after.waitsFor() == before.waitsFor();
    String waits = after.waitsFor() == Order.WaitsFor.NOTHING ? "" : " " + after.waitsFor();
    String change = same ? "=" : "→ " + after.status() + waits.toLowerCase(Locale.ROOT);
    String commands =
        step.commands().stream()
            .map(Message::getClass)
            .map(Class::getSimpleName)
            .collect(Collectors.joining(" "));
    String detail = step.news().isEmpty() ? null : after.last().detail();
    return "%-19s %-15s %s".formatted(change, commands, detail == null ? "" : "“" + detail + "”");
  }

  private static Step on(Order order, Object message, Instant now) {
    return switch (message) {
      case OrderEvent event -> SAGA.on(order, event, now);
      case Wish wish -> SAGA.on(order, wish, now);
      default -> throw new AssertionError(message);
    };
  }

  private static Instant deadline(Order order) {
    return order.status().isFinal() ? NOW : DEADLINES.of(order);
  }

  private static String approved() throws IOException {
    try (InputStream table = SagaTableTest.class.getResourceAsStream("saga-table.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, Order> orders() {
    Map<String, Order> orders = new LinkedHashMap<>();
    orders.put("PLACED", Samples.placed());
    orders.put("PAID", Samples.paid());
    orders.put("BAKING", Samples.baking());
    orders.put("READY", Samples.ready());
    orders.put("READY for pickup", Samples.readyForPickup());
    orders.put("ON_THE_WAY", Samples.onTheWay());
    orders.put("DELIVERED", Samples.delivered());
    orders.put("COLLECTED", Samples.collected());
    orders.put("CANCELLING ticket", Samples.cancellingTicket());
    orders.put("CANCELLING money", Samples.cancellingMoney());
    orders.put("COMPLETED", Samples.completed());
    orders.put("DECLINED", Samples.declined());
    orders.put("CANCELLED", Samples.cancelled());
    return orders;
  }

  private static List<Object> messages() {
    return List.of(
        new PaymentHeld(ID, TOTAL),
        new PaymentDeclined(ID, "insufficient funds"),
        new PaymentCaptured(ID, TOTAL),
        new CaptureFailed(ID, "the card has expired"),
        new PaymentReleased(ID, TOTAL),
        new PaymentRefunded(ID, UNDO, TOTAL),
        new RefundRefused(ID, UNDO, "no such payment"),
        new BakingStarted(ID, "baker"),
        new OrderBaked(ID),
        new OrderRefused(ID, "sold out: croissant"),
        new OrderWithdrawn(ID),
        new WithdrawalRefused(ID),
        new OrderPickedUp(ID, "courier"),
        new OrderDelivered(ID),
        new DeliveryFailed(ID, "nobody at home"),
        new Wish.PlaceOrder(Samples.placed()),
        new Wish.Cancel("changed my mind"),
        new Wish.Collect(),
        new Wish.Expired());
  }
}
