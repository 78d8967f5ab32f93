package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Too many orders? Another JVM with four bakers. */
@Tag("alone")
class HiringTest {

  private static final int ORDERS = 1_800;
  private static final int TICKETS = 1_000;
  private static final int WARM_UP = 100;

  /** A tray of croissants takes half a second: ovens are scarce, processors are not. */
  private static final String PACE = "2000";

  private static final String SLOTS = "8";

  private static final String NO_BAKERS = "gateway=1,billing=1,kitchen=0,delivery=32";

  @Test
  @Timeout(180)
  void another_node_bakes_soon_and_in_proportion_to_its_slots() throws Exception {
    try (WholeBakery bakery =
        WholeBakery.open(List.of(NO_BAKERS), "BAKERY_PACE", PACE, "BAKERY_OVEN_SLOTS", SLOTS)) {
      new Crowd(bakery, 0).ordering(ORDERS, Wanted.twoCroissants()).get();
      Patience.seconds(30).until("a long queue", () -> bakery.books().waitingTickets() == ORDERS);

      long told = System.nanoTime();
      Jvm hired = bakery.start("kitchen=4");
      Patience.seconds(60)
          .until("it has tickets", () -> !bakery.books().ticketsHeldBy(hired).isEmpty());
      Duration took = Duration.ofNanos(System.nanoTime() - told);
      Map<Jvm, Integer> bakers =
          Map.of(hired, 4, bakery.start("kitchen=1"), 1, bakery.start("kitchen=3"), 3);
      bakers.keySet().forEach(Jvm::awaitReady);
      // however long that took: what was baked meanwhile is ordered again
      long before = bakery.books().baked();
      new Crowd(bakery, 0).ordering((int) before, Wanted.twoCroissants()).get();
      long from = bakery.books().baked() + WARM_UP;
      Patience.seconds(90).until("enough is baked", () -> bakery.books().baked() >= from + TICKETS);

      assertThat(bakery.books().waitingTickets()).as("the queue is never empty").isPositive();
      System.out.println("a node of four bakers had tickets after " + took.toMillis() + " ms");
      Map<String, Long> baked = bakery.books().bakedBy(from, from + TICKETS);
      bakers.forEach((kitchen, count) -> hasItsShare(kitchen, count, baked));
      assertThat(hired.terminate()).as("exit code of a node told to stop").isZero();
      bakery.books().comeToRest(Patience.seconds(60));
    }
  }

  /** Of eight bakers. */
  private static void hasItsShare(Jvm kitchen, int bakers, Map<String, Long> bakedBy) {
    long share =
        bakedBy.entrySet().stream()
            .filter(baker -> baker.getKey().contains(kitchen.name))
            .mapToLong(Map.Entry::getValue)
            .sum();
    System.out.println(kitchen + " baked " + share + " of " + TICKETS + " tickets");
    assertThat(share)
        .as("tickets of %s, of all %s", kitchen, bakedBy)
        .isCloseTo(TICKETS * bakers / 8, Percentage.withPercentage(15));
  }
}
