package bakery.whole.day;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is asserted of a day, and what is only shown. */
class FiguresTest {

  private final Figures figures = new Figures();

  @Test
  void what_is_measured_may_be_beyond_its_limit() {
    figures.atMost("a start", 4.2, 3, "s");
    figures.atLeast("a growth", 0.5, 0.95, "");
    figures.must("an end", "COMPLETED", "COMPLETED", true);

    assertThat(figures.good()).isTrue();
    assertThat(figures.table()).contains("4.20 s", "≤ 3 s", "does not hold (measured)");
  }

  @Test
  void what_must_hold_makes_the_day_bad_for_good() {
    figures.none("lost orders", 1);
    figures.none("orders done twice", 0);

    assertThat(figures.good()).isFalse();
    assertThat(figures.table()).contains("DOES NOT HOLD");
  }
}
