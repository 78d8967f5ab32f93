package bakery.node;

import bakery.platform.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What humans call a node, unless they have named it. */
final class NodeName {

  private NodeName() {}

  static String of(Settings settings) {
    return settings.text("BAKERY_NAME").orElseGet(NodeName::hostAndPid);
  }

  private static String hostAndPid() {
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      return "node-" + ProcessHandle.current().pid();
    }
  }
}
