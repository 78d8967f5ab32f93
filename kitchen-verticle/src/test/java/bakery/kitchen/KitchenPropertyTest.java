package bakery.kitchen;

import static bakery.kitchen.Kitchens.NOW;
import static bakery.kitchen.Kitchens.bake;
import static bakery.kitchen.Kitchens.finish;
import static bakery.kitchen.Kitchens.twoCroissants;
import static bakery.kitchen.Kitchens.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.OrderEvent.BakingStarted;
import bakery.contracts.OrderEvent.OrderBaked;
import bakery.contracts.OrderEvent.OrderRefused;
import bakery.contracts.OrderEvent.OrderWithdrawn;
import bakery.contracts.OrderEvent.WithdrawalRefused;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Ticket;
import bakery.kitchen.model.Ticket.Status;
import bakery.platform.Step;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Whatever arrives twice, late or out of order, and whoever falls ill: one story is told. */
class KitchenPropertyTest {

  enum Happening {
    ORDER,
    ORDER_OF_SOMETHING_SOLD_OUT,
    WITHDRAWAL,
    CLAIM,
    BAKER_FALLS_ILL,
    BAKED,
    FINISHED_BY_HAND
  }

  @Property(tries = 5_000)
  void anyInterleavingEndsWithOneStory(@ForAll @Size(max = 12) List<Happening> happenings) {
    Day day = new Day();

    happenings.forEach(day::happens);
    day.happens(Happening.ORDER);
    day.happens(Happening.CLAIM);
    day.happens(Happening.BAKED);

    assertThat(day.ticket.open()).isFalse();
    Statistics.collect(day.ticket.status());
    assertThat(day.timesBaked).isEqualTo(day.ticket.status() == Status.BAKED ? 1 : 0);
    switch (day.ticket.status()) {
      case BAKED -> {
        assertThat(day.said).contains(new BakingStarted(Kitchens.ORDER, day.firstBaker));
        assertThat(day.said).contains(new OrderBaked(Kitchens.ORDER));
        assertThat(day.said).noneMatch(OrderWithdrawn.class::isInstance);
        assertThat(day.said).noneMatch(OrderRefused.class::isInstance);
      }
      case WITHDRAWN -> assertThat(day.said).hasOnlyElementsOfType(OrderWithdrawn.class);
      case REFUSED ->
          assertThat(day.said).hasOnlyElementsOfTypes(OrderRefused.class, OrderWithdrawn.class);
      case WAITING, BAKING -> throw new AssertionError("still open: " + day.ticket);
    }
  }

  @Property(tries = 2_000)
  void aRefusedWithdrawalIsKeptToo(@ForAll @Size(max = 12) List<Happening> happenings) {
    Day day = new Day();

    happenings.forEach(day::happens);

    if (day.said.stream().anyMatch(WithdrawalRefused.class::isInstance)) {
      assertThat(day.ticket.status()).isIn(Status.BAKING, Status.BAKED);
    }
  }

  /** The ticket with a lease around it, as the platform keeps it. */
  private static final class Day {
    private final KitchenModel model = Kitchens.model();
    private final List<Object> said = new ArrayList<>();
    private Ticket ticket;
    private boolean claimed;
    private int bakers;
    private int timesBaked;
    private String firstBaker;

    void happens(Happening happening) {
      switch (happening) {
        case ORDER -> told(twoCroissants());
        case ORDER_OF_SOMETHING_SOLD_OUT -> told(bake("toast", 1));
        case WITHDRAWAL -> told(withdraw());
        case CLAIM -> claim();
        case BAKER_FALLS_ILL -> claimed = false;
        case BAKED -> result();
        case FINISHED_BY_HAND -> byHand();
      }
    }

    private void told(Object message) {
      take(model.on(ticket, message, NOW));
    }

    private void claim() {
      if (ticket == null || !ticket.open() || claimed) return;
      claimed = true;
      take(model.start(ticket, "baker " + ++bakers, NOW));
    }

    private void result() {
      if (claimed) told(new Baked());
    }

    private void byHand() {
      if (ticket != null && (ticket.open() || ticket.status() == Status.BAKED)) told(finish());
    }

    private void take(Step<Ticket, Ticket> step) {
      boolean wasBaked = ticket != null && ticket.status() == Status.BAKED;
      ticket = step.state();
      said.addAll(step.messages());
      if (!wasBaked && ticket.status() == Status.BAKED) timesBaked++;
      if (firstBaker == null) firstBaker = ticket.baker();
      if (!ticket.open()) claimed = false;
    }
  }
}
