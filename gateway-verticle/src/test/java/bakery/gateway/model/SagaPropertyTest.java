package bakery.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.model.Town.Fate;
import bakery.gateway.model.Town.Purse;
import bakery.gateway.model.Town.Ride;
import bakery.gateway.model.Town.Ticket;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Whatever is lost in the post for a while, said twice, overtaken, cancelled or overdue. */
class SagaPropertyTest {

  private static final int LONGEST_HISTORY = 12;

  @Property(tries = 20_000)
  void everyOrderEndsAndTheBooksAgree(
      @ForAll("fates") Fate fate,
      @ForAll @Size(max = 60) List<@IntRange(max = 9_999) Integer> happenings) {
    Town town = new Town(fate);

    happenings.forEach(town::happens);
    town.settles();

    Statistics.label("end").collect(town.order.status());
    assertThat(town.baked).as("baked once at most: %s", town).isLessThanOrEqualTo(1);
    switch (town.order.status()) {
      case COMPLETED -> {
        assertThat(town.money).as("paid or owed: %s", town).isIn(Purse.CAPTURED, Purse.OWED);
        assertThat(town.goods()).as("the customer has it: %s", town).isTrue();
      }
      case DECLINED -> {
        assertThat(town.money).as("%s", town).isEqualTo(Purse.DECLINED);
        assertThat(town.ticket).as("%s", town).isEqualTo(Ticket.UNKNOWN);
      }
      case CANCELLED -> {
        assertThat(town.money).as("%s", town).isIn(Purse.RELEASED, Purse.DECLINED);
        assertThat(town.ticket).as("%s", town).isNotIn(Ticket.WAITING, Ticket.BAKING);
        assertThat(town.ticket == Ticket.BAKED && !wasReady(town.order))
            .as("baked for nobody: %s", town)
            .isFalse();
        assertThat(town.ride).as("%s", town).isNotEqualTo(Ride.DELIVERED);
        assertThat(town.order.last().detail()).as("why: %s", town).isNotBlank();
      }
      case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED, CANCELLING ->
          throw new AssertionError(town);
    }
  }

  private static boolean wasReady(Order order) {
    return order.history().stream()
        .map(News::status)
        .anyMatch(status -> status == Status.READY || status == Status.ON_THE_WAY);
  }

  @Property(tries = 2_000)
  void theHistoryHasNoGapAndIsShort(
      @ForAll("fates") Fate fate,
      @ForAll @Size(max = 60) List<@IntRange(max = 9_999) Integer> happenings) {
    Town town = new Town(fate);

    happenings.forEach(town::happens);
    town.settles();

    assertThat(town.news).as("each step was news, once").isEqualTo(town.order.history());
    for (int i = 0; i < town.news.size(); i++) {
      assertThat(town.news.get(i).seq()).isEqualTo(i + 1);
    }
    assertThat(town.news).hasSizeLessThanOrEqualTo(LONGEST_HISTORY);
    Statistics.label("steps").collect(town.news.size());
  }

  @Provide
  Arbitrary<Fate> fates() {
    Arbitrary<Boolean> even = Arbitraries.of(true, false);
    Arbitrary<Boolean> rare = Arbitraries.of(true, false, false, false, false);
    return Combinators.combine(even, even, rare, rare, rare, rare, even).as(Fate::new);
  }
}
