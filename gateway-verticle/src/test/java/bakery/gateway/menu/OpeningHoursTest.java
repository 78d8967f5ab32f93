package bakery.gateway.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {

  private static final ZoneId EDINBURGH = ZoneId.of("Europe/London");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          always                               | 2026-01-05T03:00 | true
          Mon-Fri 07:00-18:00                  | 2026-01-05T07:00 | true
          Mon-Fri 07:00-18:00                  | 2026-01-05T06:59 | false
          Mon-Fri 07:00-18:00                  | 2026-01-05T18:00 | false
          Mon-Fri 07:00-18:00, Sat 08:00-16:00 | 2026-01-10T08:30 | true
          Mon-Fri 07:00-18:00, Sat 08:00-16:00 | 2026-01-11T08:30 | false
          Sun 22:00-02:00                      | 2026-01-12T01:59 | true
          Sun 22:00-02:00                      | 2026-01-11T01:59 | false
          Sat-Mon 09:00-10:00                  | 2026-01-11T09:30 | true
          Sat-Mon 09:00-10:00                  | 2026-01-13T09:30 | false
          Mon 00:00-24:00                      | 2026-01-05T23:59 | true
          Mon-Fri 07:00-18:00                  | 2026-07-06T17:30 | true""")
  void orders_are_taken_within_the_spans(String hours, LocalDateTime at, boolean open) {
    assertThat(OpeningHours.parse(hours, EDINBURGH).open(at.atZone(EDINBURGH).toInstant()))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "Mon 7-18", "Mon-Foo 07:00-18:00", "Mon 07:00"})
  void what_cannot_be_read_is_named(String hours) {
    assertThatThrownBy(() -> OpeningHours.from(new Settings(Map.of("BAKERY_OPENING_HOURS", hours))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BAKERY_OPENING_HOURS=" + hours);
  }

  @Test
  void by_default_it_never_closes_and_delivers_in_edinburgh() {
    assertThat(OpeningHours.from(new Settings(Map.of())).words()).isEqualTo("always");
    assertThat(DeliveryArea.from(new Settings(Map.of())).reaches("eh1 1aa")).isTrue();
    assertThat(DeliveryArea.from(new Settings(Map.of())).reaches("G1 1AA")).isFalse();
  }

  @Test
  void several_areas_or_everywhere() {
    assertThat(DeliveryArea.parse("EH, KY 11").reaches("KY11 2XY")).isTrue();
    assertThat(DeliveryArea.parse("EH, KY 11").reaches("KY12 2XY")).isFalse();
    assertThat(DeliveryArea.parse("*").reaches("75011")).isTrue();
    assertThatThrownBy(() -> DeliveryArea.parse(" , ")).hasMessageContaining("postal codes");
  }
}
