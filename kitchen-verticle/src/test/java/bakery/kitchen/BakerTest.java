package bakery.kitchen;

import static bakery.kitchen.Kitchens.NOW;
import static bakery.kitchen.Kitchens.twoCroissants;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Pace;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Ticket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What bakers do with their time. */
class BakerTest {

  private final Ticket ticket = Kitchens.model().on(null, twoCroissants(), NOW).state();
  private final List<Duration> waits = new ArrayList<>();
  private final Promise<Void> time = Promise.promise();

  @Test
  void aTicketIsBakedWhenItsTimeDividedByThePaceHasPassed() {
    Future<?> work = baker(new Pace(60)).work(ticket);

    assertThat(waits).containsExactly(Duration.ofSeconds(920).dividedBy(60));
    assertThat(work.isComplete()).isFalse();
    time.complete();
    assertThat(work.result()).isEqualTo(new Baked());
  }

  @Test
  void atAnInstantPaceNoTimerIsSet() {
    assertThat(baker(Pace.INSTANT).work(ticket).result()).isEqualTo(new Baked());
    assertThat(waits).isEmpty();
  }

  @Test
  void bakersOfOneNodeCanBeToldApart() {
    assertThat(IntStream.rangeClosed(1, 100).mapToObj(i -> BakerNames.of("node-a", i)))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.endsWith(" (node-a)"));
  }

  private Baker baker(Pace pace) {
    return new Baker(
        "Ada",
        8,
        pace,
        wait -> {
          waits.add(wait);
          return time.future();
        });
  }
}
