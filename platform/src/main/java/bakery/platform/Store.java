package bakery.platform;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Port: where a role's aggregates are kept. A failed future means that the outcome is unknown:
 * nothing or everything of that transaction is there. {@link Failures} tells failures that pass by
 * themselves from those of the data.
 */
public interface Store<A, R> {

  /** One transaction as if it locked what is free of these rows, decided, wrote, and committed. */
  Future<Commit<A, R>> change(Collection<UUID> ids, Decision<A, R> decision);

  /**
   * The same for rows that are open, due and in nobody's hands, the longest due first, each by
   * itself: one that cannot be read, decided or written is {@link Stuck} and put off, so that it
   * stands in nobody's way.
   *
   * @param attempts asked for a new decision whenever the transaction is tried again with fewer
   */
  Future<DueChanges<A, R>> changeDue(int limit, Supplier<DueDecision<A, R>> attempts);

  /**
   * Rows that are put off, in the order of their ids.
   *
   * @param after the last id of the page before, or null
   */
  Future<List<Stuck>> stuck(UUID after, int limit);

  /**
   * A stuck row is due now; the deed is kept with it.
   *
   * @return false when no such row is stuck
   */
  Future<Boolean> nudge(UUID stuck, Deed deed);

  /** Those that exist. */
  Future<Map<UUID, Entry<A>>> read(Collection<UUID> ids);

  /** Open rows whose lease this node holds. */
  Future<List<Held>> heldBy(UUID node, int limit);

  /** Frees claims that ran out and claims of owners without a heartbeat row; says how many. */
  Future<Integer> freeAbandoned(int limit);

  /** A claim as the table shows it. */
  record Held(UUID id, int epoch) {}
}
