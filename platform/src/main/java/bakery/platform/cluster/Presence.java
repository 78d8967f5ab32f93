package bakery.platform.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At which addresses this JVM listens although the cluster does not confirm it: what is sent there
 * does not come here. A moment of it belongs to every registration.
 */
public final class Presence {

  private final Map<String, Long> missingSinceNanos = new ConcurrentHashMap<>();

  Presence(MeterRegistry meters) {
    meters.gauge("bakery.bus.unconfirmed", missingSinceNanos, Map::size);
  }

  /** Unconfirmed for longer than this, in alphabetical order. */
  public List<String> missing(Duration forLonger) {
    long now = System.nanoTime();
    return missingSinceNanos.entrySet().stream()
        .filter(each -> now - each.getValue() >= forLonger.toNanos())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The cluster is to confirm it; when it was to before, that counts. */
  void awaited(String address) {
    missingSinceNanos.putIfAbsent(address, System.nanoTime());
  }

  /** The cluster knows it, or nobody listens there any more. */
  void settled(String address) {
    missingSinceNanos.remove(address);
  }
}
