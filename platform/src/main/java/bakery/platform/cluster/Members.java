package bakery.platform.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where members may be: what the settings name, with every name replaced by the addresses that it
 * has at the moment. A name with many addresses (a headless service, a round-robin record) stands
 * for all of them. Hazelcast itself would keep only those at which this node listens.
 */
final class Members {

  private static final Logger LOG = LoggerFactory.getLogger(Members.class);

  /** A name, with a port or without; ranges and IPv6 are Hazelcast's affair. */
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z][A-Za-z0-9._-]*|[0-9.-]+[A-Za-z][A-Za-z0-9._-]*)(:[0-9]{1,5})?");

  private Members() {}

  /** host or host:port; blocks. Names that nobody knows are left out: they may be known later. */
  static List<String> resolved(Collection<String> named) {
    return resolved(named, InetAddress::getAllByName);
  }

  /** Where the addresses of a name are asked for. */
  interface Directory {
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  static List<String> resolved(Collection<String> named, Directory directory) {
    return named.stream().flatMap(member -> resolve(member, directory)).distinct().toList();
  }

  private static Stream<String> resolve(String member, Directory directory) {
    Matcher parts = NAME.matcher(member);
    if (!parts.matches()) return Stream.of(member);
    String port = parts.group(2) == null ? "" : parts.group(2);
    try {
      return Arrays.stream(directory.addresses(parts.group(1)))
          .filter(Inet4Address.class::isInstance)
          .map(address -> address.getHostAddress() + port);
    } catch (UnknownHostException e) {
      LOG.debug("{} has no address at the moment", parts.group(1));
      return Stream.of();
    }
  }
}
