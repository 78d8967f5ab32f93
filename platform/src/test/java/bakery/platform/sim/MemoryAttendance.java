package bakery.platform.sim;

import bakery.platform.Attendance;
import bakery.platform.Pulse;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Who works at a {@link MemoryDatabase}, as one node writes and reads it. */
final class MemoryAttendance implements Attendance {

  private final MemoryDatabase<?, ?> database;
  private final World world;
  private final Map<UUID, Instant> beats;
  private final SimNode node;

  MemoryAttendance(MemoryDatabase<?, ?> database, SimNode node) {
    this.database = database;
    this.world = database.world;
    this.beats = database.beats;
    this.node = node;
  }

  @Override
  public Future<Pulse> beat(UUID id, String name, boolean count) {
    return database.statement(
        node,
        () -> {
          database.carriers.put(id, node);
          boolean known = beats.put(id, world.instant()) != null;
          return new Pulse(
              known,
              any(beats.keySet(), each -> stale(each, true)),
              database.anyOpen(),
              database.anyDue(),
              any(
                  database.postbox.all(),
                  p -> p.parkedAt == null && database.postbox.untried(p, 1_000)),
              database.postbox.parked().size(),
              (int) database.stillStuck().count());
        });
  }

  /** Beats are half of what happens in a simulation, and streams take their time. */
  static <T> boolean any(Collection<T> all, Predicate<T> wanted) {
    for (T each : all) if (wanted.test(each)) return true;
    return false;
  }

  @Override
  public Future<Verdict> strike(UUID me, Collection<UUID> missed, long steadyMillis) {
    return database.statement(
        node,
        () -> {
          Instant mine = beats.get(me);
          boolean fresh = mine != null && !mine.plusMillis(1_000).isBefore(world.instant());
          List<UUID> struck =
              beats.keySet().stream()
                  .filter(id -> fresh && stale(id, missed.contains(id) || ended(id, steadyMillis)))
                  .toList();
          struck.forEach(beats::remove);
          return new Verdict(struck, missed.stream().filter(beats::containsKey).toList());
        });
  }

  /** Whether its connection ended with its last beat. */
  private boolean ended(UUID id, long steadyMillis) {
    SimNode beating = database.carriers.get(id);
    return beating != null
        && !beating.alive()
        && beats.get(id).plusMillis(steadyMillis).isAfter(world.instant());
  }

  private boolean stale(UUID id, boolean sign) {
    int limit = sign ? LATE_MILLIS : STALE_MILLIS;
    return beats.get(id).plusMillis(limit).isBefore(world.instant());
  }

  @Override
  public Future<Void> leave(UUID id) {
    return database.statement(
        node,
        () -> {
          beats.remove(id);
          return null;
        });
  }
}
