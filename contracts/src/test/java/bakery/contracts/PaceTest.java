package bakery.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pace is, and what it is not. */
class PaceTest {

  private static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);

  @Test
  void realDurationsAreDividedByThePace() {
    assertThat(Pace.parse("real").of(FIFTEEN_MINUTES)).isEqualTo(FIFTEEN_MINUTES);
    assertThat(Pace.parse("60").of(FIFTEEN_MINUTES)).isEqualTo(Duration.ofSeconds(15));
    assertThat(Pace.parse("instant").of(FIFTEEN_MINUTES)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "0.5", "fast", "1000001", "99999999999"})
  void whatIsNoPaceIsRefusedWithWhatOneIs(String text) {
    assertThatThrownBy(() -> Pace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("real, instant, or a whole number");
  }
}
