package bakery.platform.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices who has gone silent. The cluster takes eight seconds until it believes that somebody is
 * dead who was frozen or cut off, and is right to; what could go to others need not wait for that.
 * So every node says again and again that it is there, and who has not been heard for a while, but
 * was before, is sent nothing that another serves as well. Nobody loses anything by it.
 */
final class Earshot {

  static final String TOPIC = "earshot";
  static final int EVERY_MILLIS = 300;
  static final int SILENT_MILLIS = 1_200;

  private static final Logger LOG = LoggerFactory.getLogger(Earshot.class);

  private final Vertx vertx;
  private final Directory directory;
  private final ClusterBus bus;
  private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
  private long lookedNanos = System.nanoTime();
  private volatile Set<String> silent = Set.of();
  private volatile boolean closed;

  Earshot(Vertx vertx, Directory directory, ClusterBus bus, MeterRegistry meters) {
    this.vertx = vertx;
    this.directory = directory;
    this.bus = bus;
    meters.gauge("bakery.cluster.silent", this, earshot -> earshot.silent.size());
  }

  /** From now on, until it is closed. */
  void start() {
    bus.subscribe(TOPIC, node -> heard(node.toString()))
        .onFailure(e -> LOG.warn("nobody can be heard, the cluster does not confirm it", e));
    beat();
  }

  void close() {
    closed = true;
  }

  private void heard(String node) {
    if (!node.equals(directory.getNodeId())) heardNanos.put(node, System.nanoTime());
  }

  private void beat() {
    if (closed) return;
    vertx.setTimer(EVERY_MILLIS, timer -> beat());
    bus.publish(TOPIC, Buffer.buffer(directory.getNodeId()));
    Set<String> now = listen();
    if (!now.equals(silent)) {
      if (now.isEmpty()) LOG.info("everybody is heard again");
      else LOG.info("{} not heard, others are sent what they serve too", directory.names(now));
      silent = now;
      directory.avoid(now);
    }
  }

  private Set<String> listen() {
    long now = System.nanoTime();
    boolean stoodStill = now - lookedNanos > millis(2 * EVERY_MILLIS);
    lookedNanos = now;
    heardNanos.keySet().retainAll(directory.getNodes());
    // who stood still himself could not have heard them
    if (stoodStill) heardNanos.replaceAll((node, at) -> silent.contains(node) ? at : now);
    return heardNanos.entrySet().stream()
        .filter(node -> now - node.getValue() > millis(SILENT_MILLIS))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static long millis(int millis) {
    return millis * 1_000_000L;
  }
}
