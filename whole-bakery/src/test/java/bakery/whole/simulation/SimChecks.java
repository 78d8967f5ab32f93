package bakery.whole.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.billing.model.Payment;
import bakery.contracts.PaymentMethod;
import bakery.delivery.model.Delivery;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.kitchen.model.Ticket;
import bakery.platform.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What must hold of a simulated bakery when it has come to rest. */
final class SimChecks {

  private final SimBakery bakery;

  SimChecks(SimBakery bakery) {
    this.bakery = bakery;
  }

  void all() {
    assertThat(bakery.violations).isEmpty();
    assertThat(bakery.orders.rows.keySet()).as("acknowledged").containsAll(bakery.acknowledged);
    bakery.orders.rows.values().forEach(row -> order(row.state()));
    history();
    bakery
        .databases()
        .forEach(all -> assertThat(all.unreceipted()).as("letters without a receipt").isEmpty());
    assertThat(parked()).as("parked letters").isEqualTo(bakery.poison);
    nothingAfterTheEnd();
  }

  private Set<UUID> parked() {
    return bakery
        .databases()
        .flatMap(database -> database.parked().stream())
        .map(envelope -> envelope.letters().getFirst().key())
        .collect(Collectors.toSet());
  }

  /** Nothing follows the end of a ticket: it is not baked again, nor after it was withdrawn. */
  private void nothingAfterTheEnd() {
    Set<UUID> ended = new HashSet<>();
    for (Ticket ticket : bakery.tickets.records) {
      assertThat(ended).as("what happened to %s after its end", ticket).doesNotContain(ticket.id());
      if (!ticket.open()) ended.add(ticket.id());
    }
  }

  private void order(Order order) {
    assertThat(order.status().isFinal()).as("%s ended: %s", order.id(), order.history()).isTrue();
    Entry<Payment> payment = bakery.payments.rows.get(order.id());
    Entry<Ticket> ticket = bakery.tickets.rows.get(order.id());
    Entry<Delivery> delivery = bakery.deliveries.rows.get(order.id());
    if (order.payment() instanceof PaymentMethod.Card) money(order);
    assertThat(payment.state().status().open()).as("payment of %s", order).isFalse();
    boolean sold = order.status() == Status.COMPLETED;
    if (sold) {
      assertThat(ticket.state().status()).as("%s", order).isEqualTo(Ticket.Status.BAKED);
      if (!order.isPickup()) {
        assertThat(delivery.state().status().name()).as("%s", order).isEqualTo("DELIVERED");
      }
    }
    if (ticket != null) assertThat(ticket.state().open()).as("ticket of %s", order).isFalse();
    if (delivery != null) assertThat(delivery.state().open()).as("way of %s", order).isFalse();
  }

  /** What the provider outside has really done. */
  private void money(Order order) {
    long total = order.total().minor();
    long held = bakery.provider.held.getOrDefault(order.id(), 0L);
    long captured = bakery.provider.captured.getOrDefault(order.id(), 0L);
    long released = bakery.provider.released.getOrDefault(order.id(), 0L);
    boolean debt = order.last().detail() != null && order.status() == Status.COMPLETED;
    assertThat(held).as("held once for %s", order).isIn(0L, total);
    switch (order.status()) {
      case COMPLETED -> {
        assertThat(captured).as("charged for %s", order).isEqualTo(debt ? 0 : total);
        assertThat(held).isEqualTo(total);
      }
      case DECLINED -> assertThat(held).as("declined %s", order).isZero();
      case CANCELLED -> {
        assertThat(captured).as("charged for %s", order).isZero();
        assertThat(released).as("given back for %s", order).isEqualTo(held);
      }
      default -> throw new AssertionError("not at an end: " + order);
    }
  }

  /** Every step was committed once, in order, without a gap. */
  private void history() {
    Map<UUID, List<News>> byOrder =
        bakery.orders.records.stream().collect(Collectors.groupingBy(News::orderId));
    byOrder.forEach(
        (id, news) -> {
          for (int i = 0; i < news.size(); i++) {
            assertThat(news.get(i).seq()).as("step %d of %s: %s", i + 1, id, news).isEqualTo(i + 1);
          }
          assertThat(news).isEqualTo(bakery.orders.rows.get(id).state().history());
        });
  }
}
