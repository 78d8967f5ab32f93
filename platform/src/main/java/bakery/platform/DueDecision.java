package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/** Decides what becomes of one due row, inside the transaction that holds it. Free of effects. */
@FunctionalInterface
public interface DueDecision<A, R> {

  /**
   * @param now the database's time
   * @return null when nothing changed; when it throws, the row is {@link Stuck} and the others go
   *     on
   */
  Change<A, R> decide(UUID id, Entry<A> found, Instant now);
}
