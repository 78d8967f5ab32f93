package bakery.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares the first of a cluster a second: so long Hazelcast waits at its start for whoever does not
 * answer, also where nobody listens. Before it begins to look it is told only of those who do not
 * refuse a connection; where nobody is left, it opens a cluster at once. This JVM listens by then,
 * so of two that start together one at least hears the other. Who is silent may be slow, frozen or
 * behind a wall, and is looked for as ever.
 */
final class FirstLook implements LifecycleListener {

  /** Whoever refuses does so at once. */
  static final int KNOCK_MILLIS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  private final Config config;

  FirstLook(Config config) {
    this.config = config;
  }

  @Override
  public void stateChanged(LifecycleEvent event) {
    TcpIpConfig search = config.getNetworkConfig().getJoin().getTcpIpConfig();
    if (event.getState() != LifecycleState.STARTING || !search.isEnabled()) return;
    Addresses named = Addresses.of(config, search.getMembers());
    try {
      Set<Door> left = new LinkedHashSet<>(named.doors());
      left.removeAll(refusing(left));
      List<String> members = new ArrayList<>(named.others());
      left.forEach(door -> members.add(door.toString()));
      search.setMembers(members);
    } catch (IOException e) {
      LOG.debug("all that are named are looked for: {}", e.toString());
    }
  }

  /** Those of them where certainly nobody listens; blocks, not longer than the limit. */
  static Set<Door> refusing(Set<Door> doors) throws IOException {
    Set<Door> refusing = new LinkedHashSet<>();
    List<SocketChannel> knocks = new ArrayList<>();
    try (Selector answers = Selector.open()) {
      for (Door door : doors) knocks.add(knock(door, answers, refusing));
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KNOCK_MILLIS);
      while (!answers.keys().stream().filter(SelectionKey::isValid).toList().isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) break;
        answers.select(key -> hear(key, refusing), left);
      }
    } finally {
      for (SocketChannel knock : knocks) knock.close();
    }
    return refusing;
  }

  private static SocketChannel knock(Door door, Selector answers, Set<Door> refusing)
      throws IOException {
    SocketChannel knock = SocketChannel.open();
    try {
      knock.configureBlocking(false);
      if (!knock.connect(door.address())) knock.register(answers, SelectionKey.OP_CONNECT, door);
    } catch (ConnectException e) {
      refusing.add(door);
    } catch (IOException | UnresolvedAddressException e) {
      LOG.debug("{} cannot be knocked at: {}", door, e.toString());
    }
    return knock;
  }

  private static void hear(SelectionKey key, Set<Door> refusing) {
    try {
      ((SocketChannel) key.channel()).finishConnect();
    } catch (ConnectException e) {
      refusing.add((Door) key.attachment());
    } catch (IOException e) {
      LOG.debug("{} cannot be reached: {}", key.attachment(), e.toString());
    }
    key.cancel();
  }
}
