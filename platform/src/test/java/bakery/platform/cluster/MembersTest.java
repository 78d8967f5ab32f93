package bakery.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

  @Test
  void namesBecomeTheirAddressesAndTheRestStays() {
    assertThat(
            Members.resolved(
                List.of(
                    "localhost:5701",
                    "localhost",
                    "10.0.0.7",
                    "10.0.0.7:99",
                    "10.0.0.1-9",
                    "[::1]:5701")))
        .containsExactly(
            "127.0.0.1:5701", "127.0.0.1", "10.0.0.7", "10.0.0.7:99", "10.0.0.1-9", "[::1]:5701");
  }

  @Test
  void aNameStandsForAllItsAddresses() {
    Members.Directory service =
        name ->
            new InetAddress[] {
              InetAddress.getByAddress(name, new byte[] {10, 0, 0, 4}),
              InetAddress.getByAddress(name, new byte[] {10, 0, 0, 7})
            };

    assertThat(Members.resolved(List.of("bakery-nodes:5701"), service))
        .containsExactly("10.0.0.4:5701", "10.0.0.7:5701");
  }

  @Test
  void aNameThatNobodyKnowsIsLeftOut() {
    assertThat(Members.resolved(List.of("nobody.invalid:5701"))).isEmpty();
  }
}
