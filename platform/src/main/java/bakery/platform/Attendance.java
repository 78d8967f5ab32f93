package bakery.platform;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Port: the heartbeat rows of a role's schema, one for each incarnation of a JVM. */
public interface Attendance {

  /** Without a beat for so long, and reported as gone by the cluster. */
  int STALE_WITH_HINT_MILLIS = 400;

  /** Without a beat for so long, though the cluster says nothing. */
  int STALE_MILLIS = 8_000;

  /** Beats, database time. */
  Future<Pulse> beat(UUID node, String name);

  /**
   * Strikes off nodes that stopped beating, but only while the own beat is fresh.
   *
   * @param missed nodes that the cluster reports as gone: {@link #STALE_WITH_HINT_MILLIS} without a
   *     beat is enough for them, the rest have {@link #STALE_MILLIS}
   * @return who was struck off by this call
   */
  Future<List<UUID>> strike(UUID me, Collection<UUID> missed);

  /** Takes the own row away: what it held is free at once. */
  Future<Void> leave(UUID node);
}
