package bakery.platform;

import java.util.List;
import java.util.UUID;

/**
 * What the messages of one batch made of one aggregate; committed whole or not at all.
 *
 * @param after the aggregate and its lease afterwards
 * @param fresh true when there was no row before
 * @param letters what other roles are told because of it
 * @param records rows or news that go with it
 */
public record Change<A, R>(
    UUID id, Entry<A> after, boolean fresh, List<Letter> letters, List<R> records) {

  public Change {
    letters = List.copyOf(letters);
    records = List.copyOf(records);
  }
}
