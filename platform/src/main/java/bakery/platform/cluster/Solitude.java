package bakery.platform.cluster;

import bakery.platform.Colleagues;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this node is alone in its cluster although others are at work: it was frozen or cut
 * off, and what it sends reaches nobody. Of two that have lost one another only one is to go, or
 * nobody would be left.
 */
public final class Solitude {

  static final int LOOK_EVERY_MILLIS = 1_000;

  /** So many looks in turn: who joins or leaves is for a moment in one place only. */
  static final int LOOKS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Solitude.class);

  private final Cluster cluster;
  private final UUID me;
  private final Colleagues colleagues;
  private final int lookMillis;
  private int looks;
  private volatile boolean alone;
  private volatile long sinceNanos;

  public Solitude(Cluster cluster, UUID me, Colleagues colleagues, MeterRegistry meters) {
    this(cluster, me, colleagues, meters, LOOK_EVERY_MILLIS);
  }

  Solitude(Cluster cluster, UUID me, Colleagues colleagues, MeterRegistry meters, int lookMillis) {
    this.lookMillis = lookMillis;
    this.cluster = cluster;
    this.me = me;
    this.colleagues = colleagues;
    meters.gauge("bakery.cluster.alone", this, self -> self.alone ? 1 : 0);
  }

  /** From now on, until the Vertx is closed. */
  public void watch() {
    cluster.vertx().setTimer(lookMillis, timer -> look().onComplete(done -> watch()));
  }

  /** Whether it is so, and this node is the one to go. */
  public boolean alone() {
    return alone;
  }

  /**
   * What is wrong when it has been so for this long although all the time somebody listened where
   * members do: then it does not come right by itself. Where nobody does a restart changes nothing.
   */
  public Optional<String> stuck(Duration limit) {
    if (!alone || !cluster.reachesOthers()) return Optional.empty();
    if (System.nanoTime() - sinceNanos < limit.toNanos()) return Optional.empty();
    return Optional.of(
        "alone in its cluster for %s although somebody listens where members do".formatted(limit));
  }

  private Future<Void> look() {
    if (cluster.nodes().size() > 1) {
      judge(Set.of());
      return Future.succeededFuture();
    }
    return colleagues.beating().onSuccess(this::judge).mapEmpty();
  }

  private void judge(Set<UUID> others) {
    boolean before = alone;
    looks = isToGo(others) ? looks + 1 : 0;
    if (!before || !cluster.reachesOthers()) sinceNanos = System.nanoTime();
    alone = looks >= LOOKS;
    if (alone && !before) {
      LOG.warn(
          "this node is alone in its cluster, but {} others are at work: it is not ready until it"
              + " has found them",
          others.size());
    } else if (before && !alone) {
      LOG.info("this node is not alone any more");
    }
  }

  private boolean isToGo(Set<UUID> others) {
    return others.size() > 1 || others.stream().anyMatch(other -> other.compareTo(me) < 0);
  }
}
