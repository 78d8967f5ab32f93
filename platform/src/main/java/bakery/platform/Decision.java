package bakery.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides, inside the transaction that writes the rows, what becomes of them. Free of effects: when
 * one of them turns out to be another by then, it is asked again, and only the last answer counts.
 */
@FunctionalInterface
public interface Decision<A, R> {

  /**
   * @param found the rows that exist, locked now or known to the store; a row locked elsewhere
   *     looks as if there were none, and what is decided for it falls out of the commit
   * @param now the database's time
   * @return what changed; aggregates that stay as they are need no element
   */
  List<Change<A, R>> decide(Map<UUID, Entry<A>> found, Instant now);
}
