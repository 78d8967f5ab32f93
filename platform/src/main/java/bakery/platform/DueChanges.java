package bakery.platform;

import java.util.List;

/**
 * What came of looking for due rows.
 *
 * @param putOff rows that could not be read, decided or written
 * @param more whether more may be due than were looked at
 */
public record DueChanges<A, R>(Commit<A, R> commit, List<Stuck> putOff, boolean more) {

  int touched() {
    return commit.changes().size() + putOff.size();
  }

  DueChanges<A, R> andMore() {
    return new DueChanges<>(commit, putOff, true);
  }
}
