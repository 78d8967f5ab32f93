package bakery.platform.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import java.net.InetSocketAddress;

/**
 * Where a member listens, or may.
 *
 * @param host an IPv4 address in digits, where it is to be knocked at
 */
record Door(String host, int port) {

  static Door of(Member member) {
    Address address = member.getAddress();
    return new Door(address.getHost(), address.getPort());
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
