package bakery.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLookTest {

  private static final String HERE = "127.0.0.1";

  @Test
  void whoever_refuses_is_not_looked_for_and_whoever_listens_or_cannot_be_knocked_at_is()
      throws IOException {
    try (ServerSocket listens = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      String open = HERE + ":" + listens.getLocalPort();
      Config config = looking(List.of(open, HERE + ":" + freePort(), "10.0.0.*"));

      new FirstLook(config).stateChanged(new LifecycleEvent(LifecycleState.STARTING));

      assertThat(members(config)).containsExactlyInAnyOrder(open, "10.0.0.*");
    }
  }

  @Test
  void an_address_that_cannot_be_and_ports_beyond_the_last_do_not_hinder_the_start() {
    Config config = looking(List.of("10.0.0.300:5701", HERE));
    config.getNetworkConfig().setPort(65_530);

    new FirstLook(config).stateChanged(new LifecycleEvent(LifecycleState.STARTING));

    assertThat(members(config)).contains("10.0.0.300:5701");
  }

  @Test
  void once_started_the_doors_say_whom_to_look_for() throws IOException {
    Config config = looking(List.of(HERE + ":" + freePort()));

    new FirstLook(config).stateChanged(new LifecycleEvent(LifecycleState.STARTED));

    assertThat(members(config)).hasSize(1);
  }

  private static Config looking(List<String> members) {
    Config config = new Config();
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).setMembers(members);
    return config;
  }

  private static List<String> members(Config config) {
    return config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers();
  }

  private static int freePort() throws IOException {
    try (ServerSocket some = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      return some.getLocalPort();
    }
  }
}
