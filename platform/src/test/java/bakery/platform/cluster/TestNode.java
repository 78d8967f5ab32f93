package bakery.platform.cluster;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.Wire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A node of a cluster inside the test's JVM. */
final class TestNode {

  static final int EVENT_LOOPS = 2;

  final UUID id;
  final Cluster cluster;
  final Bus bus;

  /** What was served to this node. */
  final List<Letter> received = new CopyOnWriteArrayList<>();

  private TestNode(UUID id, Cluster cluster, Wire wire, Settings settings) {
    this.id = id;
    this.cluster = cluster;
    this.bus = cluster.bus(wire, BusSettings.from(settings), new SimpleMeterRegistry());
  }

  static Future<TestNode> joining(String clusterName, int port, Wire wire, String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("BAKERY_CLUSTER_NAME", clusterName);
    values.put("BAKERY_CLUSTER_PORT", Integer.toString(port));
    for (int i = 0; i < more.length; i += 2) values.put(more[i], more[i + 1]);
    Settings settings = new Settings(values);
    UUID id = UUID.randomUUID();
    return Cluster.join(
            ClusterSettings.from(settings),
            id,
            "node-" + id.toString().substring(0, 4),
            new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(4),
            UnaryOperator.identity())
        .map(cluster -> new TestNode(id, cluster, wire, settings));
  }

  /** Serves a role and says DONE to everything. */
  Bus.Registration serving(String role) {
    return await(
        bus.serve(
            role,
            letters -> {
              received.addAll(letters);
              return Future.succeededFuture(Collections.nCopies(letters.size(), Receipt.DONE));
            }));
  }

  /** Where its next search for the other halves of the cluster asks. */
  List<String> searched() {
    return cluster.manager().getConfig().getNetworkConfig().getJoin().getTcpIpConfig().getMembers();
  }

  void leave() {
    await(cluster.leave());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(40, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing happened for 40 s", e);
    }
  }

  static Letter letter(Object message) {
    return NoteWire.NEW.letter(message, "00-trace");
  }
}
