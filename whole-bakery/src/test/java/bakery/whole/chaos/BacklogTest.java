package bakery.whole.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

/** How long the next fault waits for customers who wait. */
class BacklogTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private PrimitiveIterator.OfLong waiting;
  private final Backlog backlog = new Backlog(() -> waiting.nextLong(), 10, new Diary());

  @Test
  void it_is_worked_off_when_about_as_few_wait_as_at_the_best_of_times() {
    waits(100, 400);
    backlog.noteUsual();
    backlog.noteUsual();

    waits(900, 900, 500, 161, 160, 7);
    backlog.awaitDrained(LONG);

    assertThat(waiting.nextLong()).isEqualTo(7);
  }

  @Test
  void it_is_waited_for_no_longer_than_there_is_time() {
    waits(100);
    backlog.noteUsual();

    waits(900, 900, 900, 900, 7);
    backlog.awaitDrained(Duration.ofSeconds(-1));

    assertThat(waiting.nextLong()).isEqualTo(7);
  }

  private void waits(long... counts) {
    waiting = Arrays.stream(counts).iterator();
  }
}
