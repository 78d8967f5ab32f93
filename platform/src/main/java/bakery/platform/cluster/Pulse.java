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
final class Pulse {

  static final String TOPIC = "pulse";
  static final int EVERY_MILLIS = 300;
  static final int SILENT_MILLIS = 1_200;

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final Vertx vertx;
  private final Directory directory;
  private final ClusterBus bus;
  private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
  private long lookedNanos = System.nanoTime();
  private volatile Set<String> silent = Set.of();

  Pulse(Vertx vertx, Directory directory, ClusterBus bus, MeterRegistry meters) {
    this.vertx = vertx;
    this.directory = directory;
    this.bus = bus;
    meters.gauge("bakery.cluster.silent", this, pulse -> pulse.silent.size());
  }

  /** From now on, until the Vertx is closed. */
  void start() {
    bus.subscribe(TOPIC, node -> heardNanos.put(node.toString(), System.nanoTime()))
        .onFailure(e -> LOG.warn("nobody is heard, so everybody counts as being there", e));
    beat();
  }

  private void beat() {
    bus.publish(TOPIC, Buffer.buffer(directory.getNodeId()));
    Set<String> now = listen();
    if (!now.equals(silent)) {
      if (now.isEmpty()) LOG.info("everybody is heard again");
      else LOG.info("{} not heard, others are sent what they serve too", directory.names(now));
      silent = now;
      directory.avoid(now);
    }
    vertx.setTimer(EVERY_MILLIS, timer -> beat());
  }

  private Set<String> listen() {
    long now = System.nanoTime();
    boolean stoodStill = now - lookedNanos > millis(2 * EVERY_MILLIS);
    lookedNanos = now;
    heardNanos.keySet().retainAll(directory.getNodes());
    if (stoodStill) heardNanos.replaceAll((node, before) -> now); // it could not have heard them
    return heardNanos.entrySet().stream()
        .filter(node -> now - node.getValue() > millis(SILENT_MILLIS))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static long millis(int millis) {
    return millis * 1_000_000L;
  }
}
