package bakery.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides what becomes of rows that are written by it. Free of effects: when one of them has to be
 * looked at first, or turns out to be another, it is asked again, and only the last answer counts.
 */
@FunctionalInterface
public interface Decision<A, R> {

  /**
   * @param found the rows that exist, locked now or known to the store; a row locked elsewhere, or
   *     not looked at, looks as if there were none, and what is decided for it does not count
   * @param now the database's time, or a little before
   * @return what changed; aggregates that stay as they are need no element
   */
  List<Change<A, R>> decide(Map<UUID, Entry<A>> found, Instant now);
}
