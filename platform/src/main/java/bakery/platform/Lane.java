package bakery.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What waits for one role, and the bus messages under way to it, in the order of sending. */
final class Lane {

  static final int MAX_LETTERS_A_MESSAGE = 512;
  static final int MAX_MESSAGES_IN_FLIGHT = 16;

  private final Deque<Envelope> waiting = new ArrayDeque<>();
  private final Set<Load> underWay = new LinkedHashSet<>();

  /** What one bus message carries. Each is another, whatever it carries. */
  static final class Load {
    final List<Envelope> envelopes = new ArrayList<>();
    final long sentAt;

    private Load(long sentAt) {
      this.sentAt = sentAt;
    }

    List<Letter> letters() {
      return envelopes.stream().flatMap(envelope -> envelope.letters().stream()).toList();
    }
  }

  void add(Envelope envelope) {
    waiting.add(envelope);
  }

  /**
   * @param wanted those that are not are left out
   * @return what goes out now, or null when nothing waits or enough is under way
   */
  Load next(long now, Predicate<Envelope> wanted) {
    if (underWay.size() >= MAX_MESSAGES_IN_FLIGHT) return null;
    Load load = new Load(now);
    int letters = 0;
    while (!waiting.isEmpty()
        && (letters == 0 || letters + waiting.peek().letters().size() <= MAX_LETTERS_A_MESSAGE)) {
      Envelope envelope = waiting.poll();
      if (!wanted.test(envelope)) continue;
      letters += envelope.letters().size();
      load.envelopes.add(envelope);
    }
    if (load.envelopes.isEmpty()) return null;
    underWay.add(load);
    return load;
  }

  /** False when it had been taken back. */
  boolean arrived(Load load) {
    return underWay.remove(load);
  }

  /**
   * What has been under way since then, or longer, waits again, before all else.
   *
   * @return the number of letters
   */
  int takeBack(long sentUntil) {
    List<Load> late = underWay.stream().filter(load -> load.sentAt <= sentUntil).toList();
    for (Load load : late.reversed()) {
      underWay.remove(load);
      load.envelopes.reversed().forEach(waiting::addFirst);
    }
    return late.stream().mapToInt(load -> load.letters().size()).sum();
  }
}
