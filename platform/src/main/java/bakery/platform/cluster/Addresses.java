package bakery.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where members may be.
 *
 * @param doors where can be knocked at: each port that Hazelcast would try
 * @param others ranges, IPv6, and what is beyond the limit: Hazelcast tries them in its own way
 */
record Addresses(Set<Door> doors, List<String> others) {

  /** So many may be knocked at. */
  static final int MAX = 1_024;

  private static final int MAX_PORT = 65_535;

  static final Addresses NONE = new Addresses(Set.of(), List.of());

  /** An IPv4 address, with a port or without. */
  private static final Pattern HOST = Pattern.compile("([0-9.]+)(?::([0-9]{1,5}))?");

  /**
   * @param members host or host:port, as {@link Members#resolved} gives them
   */
  static Addresses of(Config config, List<String> members) {
    Set<Door> doors = new LinkedHashSet<>();
    List<String> others = new ArrayList<>();
    for (String member : members) {
      Matcher parts = HOST.matcher(member);
      boolean known = parts.matches();
      String port = known ? parts.group(2) : null;
      int ports = port == null ? portsOf(config) : 1;
      if (!known || doors.size() + ports > MAX) {
        others.add(member);
        continue;
      }
      int first = port == null ? config.getNetworkConfig().getPort() : Integer.parseInt(port);
      int end = Math.min(first + ports, MAX_PORT + 1);
      for (int i = first; i < end; i++) doors.add(new Door(parts.group(1), i));
    }
    return new Addresses(doors, others);
  }

  private static int portsOf(Config config) {
    if (!config.getNetworkConfig().isPortAutoIncrement()) return 1;
    String count = config.getProperty(ClusterProperty.TCP_JOIN_PORT_TRY_COUNT.getName());
    return Integer.parseInt(
        count == null ? ClusterProperty.TCP_JOIN_PORT_TRY_COUNT.getDefaultValue() : count);
  }
}
