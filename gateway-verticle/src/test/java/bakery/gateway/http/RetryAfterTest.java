package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5 * SECOND_NANOS);
  private final RetryAfter retryAfter = new RetryAfter(now::get, below -> below - 1);

  @Test
  void grows_while_many_are_turned_away_and_shrinks_when_few_are() {
    assertThat(longestOf(200)).as("the first second").isEqualTo(1);
    assertThat(longestOf(200)).isEqualTo(2);
    assertThat(longestOf(200)).isEqualTo(4);
    assertThat(longestOf(75)).isEqualTo(8);
    assertThat(longestOf(200)).as("neither many nor few: it stays").isEqualTo(8);
    assertThat(longestOf(1)).as("its maximum").isEqualTo(10);
    assertThat(longestOf(1)).isEqualTo(5);
    now.addAndGet(5 * SECOND_NANOS);
    assertThat(longestOf(1)).as("after quiet seconds").isEqualTo(1);
  }

  /** So many in one second. */
  private int longestOf(int refused) {
    int longest = IntStream.range(0, refused).map(nth -> retryAfter.seconds()).max().orElseThrow();
    now.addAndGet(SECOND_NANOS);
    return longest;
  }
}
