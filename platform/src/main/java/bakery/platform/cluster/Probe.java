package bakery.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the cluster still knows what this JVM serves. After a split the registrations of
 * a living node can be lost (vertx-hazelcast #196, vert.x #4394), and nobody would send it
 * anything.
 */
final class Probe {

  private static final Logger log = LoggerFactory.getLogger(Probe.class);

  private final Vertx vertx;
  private final HazelcastClusterManager manager;
  private final ClusterBus bus;

  Probe(Vertx vertx, HazelcastClusterManager manager, ClusterBus bus) {
    this.vertx = vertx;
    this.manager = manager;
    this.bus = bus;
  }

  void every(Duration pause) {
    vertx.setTimer(
        pause.toMillis(),
        timer ->
            Future.join(bus.posts().stream().map(this::check).toList())
                .onComplete(done -> every(pause)));
  }

  private Future<Void> check(Post<?> post) {
    if (!post.isOpen()) return Future.succeededFuture();
    Promise<List<RegistrationInfo>> known = Promise.promise();
    manager.getRegistrations(post.address(), known);
    return known
        .future()
        .timeout(Post.CONFIRM_SECONDS, TimeUnit.SECONDS)
        .onFailure(silence -> bus.presence().awaited(post.address()))
        .compose(registrations -> isKnown(registrations) ? known(post) : renew(post));
  }

  private Future<Void> known(Post<?> post) {
    bus.presence().settled(post.address());
    return Future.succeededFuture();
  }

  private boolean isKnown(List<RegistrationInfo> registrations) {
    return registrations.stream().anyMatch(r -> r.nodeId().equals(manager.getNodeId()));
  }

  private Future<Void> renew(Post<?> post) {
    log.warn(
        "the cluster has forgotten that this node serves {}, registering again", post.address());
    return post.renew();
  }
}
