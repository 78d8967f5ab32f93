package bakery.node;

import bakery.platform.cluster.Presence;
import java.time.Duration;
import java.util.Optional;

/** Whether this node's cluster does not know what it serves, so that nothing reaches it. */
final class Unknown {
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

  /** What is wrong, when the limit is over. */
  Optional<String> stuck() {
    var missing = presence.missing(limit);
    if (missing.isEmpty()) return Optional.empty();
    return Optional.of(
        "the cluster has not known for %s that %s is here"
            .formatted(limit, String.join(", ", missing)));
  }
}
