package bakery.node;

import bakery.platform.cluster.Presence;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Whether this node's cluster does not know what it serves, so that nothing reaches it. */
final class Unknown {
  private static final int LOOK_EVERY_MILLIS = 1_000;
  private static final int UNREADY_AFTER_PART = 4;

  private final Presence presence;
  private final Duration limit;

  /**
   * @param limit then it does not come right by itself; after a quarter of it the node is not ready
   */
  Unknown(Presence presence, Duration limit) {
    this.presence = presence;
    this.limit = limit;
  }

  boolean isUnready() {
    return !presence.missing(limit.dividedBy(UNREADY_AFTER_PART)).isEmpty();
  }

  /**
   * @param stays told once, with the addresses, when the limit is over
   */
  void watch(Vertx vertx, Consumer<String> stays) {
    vertx.setTimer(
        LOOK_EVERY_MILLIS,
        look -> {
          var missing = presence.missing(limit);
          if (missing.isEmpty()) watch(vertx, stays);
          else stays.accept(String.join(", ", missing));
        });
  }
}
