package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM that stands still believes, when it goes on, that everybody else has died. */
@AtTheSharedBakery
class FrozenBakerTest {

  private static final String LATE_RESULTS = "bakery_leases_lost_total";

  @Test
  @Timeout(150)
  void what_a_thawed_kitchen_brings_too_late_is_refused_and_it_takes_nothing_from_the_healthy(
      WholeBakery bakery) throws Exception {
    Jvm frozen = bakery.kitchens().getFirst();
    Jvm healthy = bakery.kitchens().getLast();
    double refusedBefore = frozen.metric(LATE_RESULTS);
    double healthyBefore = healthy.metric(LATE_RESULTS);
    Future<List<Tracked>> ordering = new Crowd(bakery, 0).ordering(400, Wanted.twoCroissants());
    Patience.seconds(20)
        .until("its ovens are full", () -> bakery.books().ticketsHeldBy(frozen).size() >= 8);

    frozen.freeze();
    List<UUID> held = bakery.books().ticketsHeldBy(frozen);
    Patience.seconds(40)
        .until("others have baked what it held", () -> bakery.books().allBaked(held));
    frozen.thaw();
    long thawed = System.nanoTime();
    bakery.awaitTogether();
    System.out.printf(
        "thawed, and back in the cluster after %d ms%n",
        Duration.ofNanos(System.nanoTime() - thawed).toMillis());

    assertThat(held).isNotEmpty();
    Patience.seconds(20)
        .untilAsserted(
            () ->
                assertThat(frozen.metric(LATE_RESULTS) - refusedBefore)
                    .isGreaterThanOrEqualTo(held.size()));
    assertThat(ordering.get()).hasSize(400);
    bakery.books().comeToRest(Patience.seconds(60));
    assertThat(healthy.metric(LATE_RESULTS)).isEqualTo(healthyBefore);
  }
}
