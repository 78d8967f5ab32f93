package bakery.platform.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for the members of a test's cluster. They lie below the ports that the kernel hands out by
 * itself: a member looks for others at a stretch of ports, and when anything else accepts its
 * connection there and stays silent, Hazelcast's output thread spins until the cluster falls apart
 * (hazelcast #26473).
 */
public final class ClusterPorts {
  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 32_000;

  /** As many as {@code cluster.xml} tries. */
  private static final int STRETCH = 16;

  private ClusterPorts() {}

  /** The first of a stretch at which nobody listens. */
  public static int stretch() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - STRETCH);
      if (IntStream.range(first, first + STRETCH).allMatch(ClusterPorts::isFree)) return first;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
