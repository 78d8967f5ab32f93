package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Too many orders? Another JVM with four bakers. */
@ExtendWith(SharedBakery.class)
class HiringTest {

  private static final int TICKETS = 2_000;
  private static final int WARM_UP = 200;

  @Test
  @Timeout(150)
  void another_node_bakes_within_five_seconds_and_in_proportion_to_its_slots(WholeBakery bakery)
      throws Exception {
    Crowd crowd = new Crowd(bakery, 0);
    Future<List<Tracked>> first = crowd.ordering(600, Wanted.twoCroissants());
    Patience.seconds(20).until("there is a queue", () -> bakery.books().waitingTickets() > 100);

    long started = System.nanoTime();
    Jvm hired = bakery.start("kitchen=4");
    try {
      Patience.seconds(20)
          .until("it has tickets", () -> !bakery.books().ticketsHeldBy(hired).isEmpty());
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      System.out.println("a node of four bakers had tickets after " + took.toMillis() + " ms");
      assertThat(took).isLessThan(Duration.ofSeconds(5));
      first.get();

      long from = bakery.books().baked() + WARM_UP;
      Future<List<Tracked>> ordering =
          crowd.ordering(TICKETS + 2 * WARM_UP, Wanted.twoCroissants());
      Patience.seconds(90)
          .until("enough are baked", () -> bakery.books().baked() >= from + TICKETS);
      ordering.get();

      Map<String, Long> baked = bakery.books().bakedBy(from, from + TICKETS);
      System.out.println("baked by: " + baked);
      for (Jvm kitchen : bakery.kitchens()) {
        long share = sum(baked, kitchen);
        long bakers = kitchen == hired ? 4 : 2;
        assertThat(share)
            .as("%s of %s", kitchen, baked)
            .isCloseTo(TICKETS * bakers / 8, Percentage.withPercentage(15));
      }
      assertThat(hired.terminate()).as("exit code of %s, told to stop", hired).isZero();
    } finally {
      bakery.dismiss(hired);
    }
    bakery.books().comeToRest(Patience.seconds(60));
  }

  private static long sum(Map<String, Long> baked, Jvm kitchen) {
    return baked.entrySet().stream()
        .filter(baker -> baker.getKey().contains(kitchen.name))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
