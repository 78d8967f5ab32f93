package bakery.platform;

import java.util.List;
import java.util.UUID;

/**
 * What the messages of one batch made of one aggregate; committed whole or not at all.
 *
 * @param after the aggregate and its lease afterwards
 * @param letters what other roles are told because of it
 * @param records rows or news that go with it
 * @param deeds by which staff made it so
 */
public record Change<A, R>(
    UUID id, Entry<A> after, Row row, List<Letter> letters, List<R> records, List<Deed> deeds) {

  /** What is to be done with the aggregate's row. */
  public enum Row {
    INSERT,
    UPDATE,
    /** An old answer is given again: the row stays as it is. */
    KEEP
  }

  public Change {
    letters = List.copyOf(letters);
    records = List.copyOf(records);
    deeds = List.copyOf(deeds);
  }
}
