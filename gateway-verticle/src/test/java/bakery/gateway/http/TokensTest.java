package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final UUID ORDER = new UUID(1, 2);
  private final Tokens tokens = new Tokens(new byte[] {1, 2, 3});

  @Test
  void any_gateway_with_the_same_secret_makes_the_same_token() {
    assertThat(new Tokens(new byte[] {1, 2, 3}).token(ORDER)).isEqualTo(tokens.token(ORDER));
    assertThat(tokens.token(ORDER)).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void a_token_fits_its_own_order_only() {
    String token = tokens.token(ORDER);

    assertThat(tokens.fits(token, ORDER)).isTrue();
    assertThat(tokens.fits(token, new UUID(1, 3))).isFalse();
    assertThat(tokens.fits(token.substring(1), ORDER)).isFalse();
    assertThat(tokens.fits("", ORDER)).isFalse();
    assertThat(new Tokens(new byte[] {1, 2, 4}).fits(token, ORDER)).isFalse();
  }

  @Test
  void secrets_that_are_easily_guessed_are_refused_and_none_is_printed() {
    assertThatThrownBy(
            () -> HttpSettings.from(new Settings(Map.of("BAKERY_TOKEN_SECRET", "bread"))))
        .hasMessageContaining("BAKERY_TOKEN_SECRET must have at least 16")
        .hasMessageNotContaining("bread");
    assertThat(
            HttpSettings.from(
                    new Settings(Map.of("BAKERY_TOKEN_SECRET", "a-long-secret-of-tokens")))
                .toString())
        .doesNotContain("secret-of");
  }
}
