package bakery.platform;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a transaction wrote.
 *
 * @param changes those that took effect
 * @param envelopes their letters as they stand in the outbox
 * @param busy aggregates that another transaction was inserting or holding: nothing happened to
 *     them, to be tried again
 * @param barred new aggregates that {@link Table#admission} did not let in
 */
public record Commit<A, R>(
    List<Change<A, R>> changes, List<Envelope> envelopes, Set<UUID> busy, Set<UUID> barred) {

  /** All of these changes, but for what is in other hands. */
  static <A, R> Commit<A, R> of(List<Change<A, R>> changes, Set<UUID> busy) {
    return new Commit<>(changes, Envelope.of(changes), busy, Set.of());
  }

  /** Whether something in it is still to happen that nobody has claimed. */
  boolean leavesWork(Model<A, R> model) {
    return changes.stream()
        .filter(change -> change.row() != Change.Row.KEEP)
        .map(Change::after)
        .anyMatch(after -> after.lease().free() && model.open(after.state()));
  }

  boolean fellOut(UUID id) {
    return busy.contains(id) || barred.contains(id);
  }
}
