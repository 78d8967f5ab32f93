package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The database's time between its answers. */
class DatabaseClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final long MILLI = 1_000_000;

  private long nanos = Long.MAX_VALUE - 5 * MILLI; // a counter may run over
  private final DatabaseClock clock = new DatabaseClock(() -> nanos);

  @Test
  void goesOnFromTheQuickestOfTheLastAnswers() {
    assertThat(clock.now()).isEmpty();

    heardAfter(3, NOON);
    heardAfter(50, NOON.plusMillis(10)); // 43 ms on its way

    assertThat(clock.now()).contains(NOON.plusMillis(50));
    nanos += 7 * MILLI;
    assertThat(clock.now()).contains(NOON.plusMillis(57));
  }

  @Test
  void neverRunsBackwards() {
    heardAfter(0, NOON);
    assertThat(clock.now()).contains(NOON);

    heardAfter(1_500, NOON.plusMillis(1_400));
    heardAfter(600, NOON.plusMillis(1_990));

    assertThat(clock.now()).contains(NOON.plusMillis(2_000));
    heardAfter(1_000, NOON.plusMillis(2_900));
    heardAfter(1_000, NOON.plusMillis(3_500));
    assertThat(clock.now().orElseThrow()).isAfterOrEqualTo(NOON.plusMillis(3_500));
  }

  @Test
  void isNotLedBackByAnAnswerThatWasLongOnItsWay() {
    heardAfter(0, NOON.plusSeconds(3));
    heardAfter(1, NOON); // 3 s on its way

    assertThat(clock.now()).contains(NOON.plusMillis(3_001));
  }

  @Test
  void isUnknownAfterSilenceAndWhenItMayBeAnother() {
    heardAfter(0, NOON);
    nanos += 2 * DatabaseClock.SPAN_NANOS;
    assertThat(clock.now()).isEmpty();

    heardAfter(0, NOON.plusSeconds(2));
    assertThat(clock.now()).isPresent();
    clock.forget();
    assertThat(clock.now()).isEmpty();

    heardAfter(0, NOON.minusSeconds(60));
    assertThat(clock.now()).contains(NOON.minusSeconds(60));
  }

  private void heardAfter(long millis, Instant now) {
    nanos += millis * MILLI;
    clock.heard(now);
  }
}
