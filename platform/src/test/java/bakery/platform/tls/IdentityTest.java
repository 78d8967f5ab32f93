package bakery.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import bakery.platform.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is said in a line that names the setting and the file. */
class IdentityTest {

  @TempDir static Path folder;
  private static TestAuthority.Issued one;
  private static TestAuthority.Issued other;

  @BeforeAll
  static void issue() {
    TestAuthority authority = TestAuthority.in(folder);
    one = authority.issue("one", "one");
    other = authority.issue("other", "other");
  }

  @Test
  void filesThatBelongTogetherAreReadWithTheirEnd() {
    Identity.Read read = read(one.certificate(), one.key());

    assertThat(read.expires()).isAfter(Instant.now());
  }

  @Test
  void neitherIsPlainAndOneAloneIsRefused() {
    assertThat(Identity.from(new Settings(Map.of()), "CERT", "KEY")).isEmpty();
    assertThatThrownBy(() -> Identity.from(new Settings(Map.of("CERT", "/a")), "CERT", "KEY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CERT is set, but not KEY: both or neither");
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    Path nothing = folder.resolve("nothing.pem");
    Path noPem = Files.writeString(folder.resolve("no.pem"), "hello\n");

    refused(nothing, one.key(), "CERT=" + nothing + " does not exist");
    refused(noPem, one.key(), "CERT=" + noPem + " holds no certificate");
    refused(one.certificate(), nothing, "KEY=" + nothing + " does not exist");
    refused(one.certificate(), noPem, "KEY=" + noPem + " holds no private key");
    refused(one.certificate(), folder, "KEY=" + folder + " cannot be read");
    refused(one.certificate(), other.key(), "KEY=" + other.key() + " is not the key of the first");
  }

  private static void refused(Path certificate, Path key, String words) {
    assertThatThrownBy(() -> read(certificate, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words)
        .hasMessageNotContainingAny("\n");
  }

  private static Identity.Read read(Path certificate, Path key) {
    Settings settings = new Settings(Map.of("CERT", certificate + "", "KEY", key + ""));
    return Identity.from(settings, "CERT", "KEY").orElseThrow().read();
  }
}
