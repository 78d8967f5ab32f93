package bakery.platform;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Port: the heartbeat rows of a role's schema, one for each incarnation of a JVM. */
public interface Attendance {

  /**
   * @param struck who was struck off by this call
   * @param spared those of the missed who stand on the roster all the same
   */
  record Verdict(List<UUID> struck, List<UUID> spared) {}

  /** Without a beat for so long: dead, if there is another sign of it. */
  int LATE_MILLIS = 400;

  /** Without a beat for so long: taken for dead without another sign. */
  int STALE_MILLIS = 8_000;

  /**
   * Beats, database time.
   *
   * @param count whether to count what stands in the schema as well
   */
  Future<Pulse> beat(UUID node, String name, boolean count);

  /**
   * Strikes off nodes that stopped beating, but only while the own beat is fresh. {@link
   * #LATE_MILLIS} without a beat is enough for those that the cluster misses, and for those whose
   * connection to the database has ended with their last beat; the rest have {@link #STALE_MILLIS}.
   *
   * @param missed nodes that the cluster reports as gone
   * @param steadyMillis for how long the caller has been beating steadily: a connection that ended
   *     before is no sign, all connections end when a server does
   */
  Future<Verdict> strike(UUID me, Collection<UUID> missed, long steadyMillis);

  /** Takes the own row away: what it held is free at once. */
  Future<Void> leave(UUID node);
}
