package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.contracts.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {

  @Test
  void anyRolesInAnyCounts() {
    assertThat(Roles.parse("kitchen=2, delivery").workers())
        .isEqualTo(Map.of(Role.KITCHEN, 2, Role.DELIVERY, 1));
    assertThat(Roles.parse("billing=0").workers()).isEqualTo(Map.of(Role.BILLING, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kitten=1|there is no role \"kitten\"; the roles are gateway, kitchen, delivery, billing",
        "kitchen=x|a number from 0 to 1000, not x",
        "kitchen=1001|a number from 0 to 1000, not 1001",
        "kitchen=1,kitchen=2|each role once",
        "kitchen=1=2|each role once",
      })
  void aSlipIsNamed(String text, String complaint) {
    assertThatThrownBy(() -> Roles.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
