package bakery.platform.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.TcpIpConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Where Hazelcast looks for the other halves of a split cluster. It tries one address after the
 * other, and where nobody listens it waits five seconds, which no setting changes: for hosts named
 * without ports that makes a minute and more. So all are knocked at, at once, and it is told only
 * of those that open. Names are looked up anew each time, for their addresses change.
 */
final class Doors {

  /** So many members that are not named anywhere are remembered. */
  static final int MAX_SEEN = 64;

  static final int KNOCK_MILLIS = 1_000;

  /** Whoever is alone has nothing better to do. */
  static final int ALONE_EVERY_MILLIS = 1_000;

  static final int RESOLVE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Cluster cluster;
  private final JoinConfig join;
  private final NetClient client;
  private final Config config;
  private final List<String> members;
  private final Set<Door> seen = new LinkedHashSet<>();
  private Addresses named = Addresses.NONE;
  private volatile boolean someOpen;

  /**
   * @param config of a Hazelcast that has joined: it reads the members anew at every search
   * @param members as the settings name them
   */
  Doors(Vertx vertx, Cluster cluster, Config config, List<String> members) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.join = config.getNetworkConfig().getJoin();
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(KNOCK_MILLIS));
    this.config = config;
    this.members = members;
  }

  /**
   * Until the first knock nobody else is looked for: of the addresses that the settings name most
   * have nobody listening, and a search once begun goes through them all, for minutes in which the
   * halves of a cluster do not find one another.
   */
  void onlyInside() {
    if (join.getTcpIpConfig().isEnabled()) tell(inside().stream().map(Door::toString).toList());
  }

  /** Whether somebody opened at the last round of knocks. */
  boolean someOpen() {
    return someOpen;
  }

  void every(Duration pause) {
    if (!join.getTcpIpConfig().isEnabled()) return;
    boolean alone = cluster.getMembers().size() == 1;
    long millis = alone ? Math.min(ALONE_EVERY_MILLIS, pause.toMillis()) : pause.toMillis();
    vertx.setTimer(millis, timer -> search().onComplete(done -> every(pause)));
  }

  /** With the addresses of the last time when nobody can be asked for them. */
  private Future<?> search() {
    return vertx
        .executeBlocking(() -> Members.resolved(members))
        .timeout(RESOLVE_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(resolved -> named = Addresses.of(config, resolved))
        .transform(resolved -> look());
  }

  /**
   * Only the oldest member of a half searches. The others name their present members: who loses
   * them begins to search with what it is told now.
   */
  private Future<?> look() {
    Set<Door> inside = inside();
    remember(inside);
    List<String> open = new ArrayList<>(named.others());
    inside.forEach(door -> open.add(door.toString()));
    if (!isOldest()) {
      tell(open);
      return Future.succeededFuture();
    }
    Set<Door> outside = new LinkedHashSet<>(named.doors());
    outside.addAll(seen);
    outside.removeAll(inside);
    List<Future<?>> knocks = outside.stream().<Future<?>>map(door -> knock(door, open)).toList();
    return Future.join(knocks)
        .otherwiseEmpty()
        .onComplete(
            done -> {
              someOpen = knocks.stream().anyMatch(Future::succeeded);
              tell(open);
            });
  }

  private Set<Door> inside() {
    return cluster.getMembers().stream()
        .map(Door::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isOldest() {
    return cluster.getMembers().stream().findFirst().filter(Member::localMember).isPresent();
  }

  private void remember(Set<Door> inside) {
    seen.removeAll(inside);
    seen.addAll(inside); // the last seen last
    while (seen.size() > MAX_SEEN) seen.remove(seen.iterator().next());
  }

  private Future<?> knock(Door door, List<String> open) {
    return client
        .connect(door.port(), door.host())
        .onSuccess(
            socket -> {
              open.add(door.toString());
              socket.close();
            });
  }

  /** As a whole: Hazelcast may be reading. */
  private void tell(List<String> open) {
    TcpIpConfig now = join.getTcpIpConfig();
    join.setTcpIpConfig(
        new TcpIpConfig()
            .setEnabled(true)
            .setConnectionTimeoutSeconds(now.getConnectionTimeoutSeconds())
            .setMembers(open));
  }
}
