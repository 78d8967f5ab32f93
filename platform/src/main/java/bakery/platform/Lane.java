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

  /** What was sent so much before something that has its answer may be lost. */
  static final int OVERTAKEN_MILLIS = 400;

  /** Each time it is twice as long, so that whoever is only slow is not sent ever more. */
  private static final int DOUBLINGS = 3;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<Load> underWay = new LinkedHashSet<>();

  /**
   * @param overtaken how often already
   */
  private record Waiting(Envelope envelope, int overtaken) {}

  /** What one bus message carries. Each is another, whatever it carries. */
  static final class Load {
    final List<Envelope> envelopes = new ArrayList<>();
    final long sentAt;
    private final int overtaken;

    private Load(long sentAt, int overtaken) {
      this.sentAt = sentAt;
      this.overtaken = overtaken;
    }

    private boolean hasRoomFor(Waiting next, int letters) {
      return next.overtaken == overtaken
          && letters + next.envelope.letters().size() <= MAX_LETTERS_A_MESSAGE;
    }

    private boolean isOvertakenBy(Load answered) {
      return sentAt + ((long) OVERTAKEN_MILLIS << Math.min(overtaken, DOUBLINGS))
          <= answered.sentAt;
    }

    List<Letter> letters() {
      return envelopes.stream().flatMap(envelope -> envelope.letters().stream()).toList();
    }
  }

  void add(Envelope envelope) {
    waiting.add(new Waiting(envelope, 0));
  }

  /**
   * @param wanted those that are not are left out
   * @return what goes out now, or null when nothing waits or enough is under way
   */
  Load next(long now, Predicate<Envelope> wanted) {
    if (underWay.size() >= MAX_MESSAGES_IN_FLIGHT) return null;
    Load load = null;
    int letters = 0;
    while (!waiting.isEmpty()) {
      Waiting head = waiting.peek();
      if (load != null && !load.hasRoomFor(head, letters)) break;
      waiting.poll();
      if (!wanted.test(head.envelope)) continue;
      if (load == null) load = new Load(now, head.overtaken);
      letters += head.envelope.letters().size();
      load.envelopes.add(head.envelope);
    }
    if (load != null) underWay.add(load);
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
    return takeBack(load -> load.sentAt <= sentUntil, 0);
  }

  /** The same with what was sent well before this one, which has its answer. */
  int takeBackOvertaken(Load answered) {
    return takeBack(load -> load.isOvertakenBy(answered), 1);
  }

  private int takeBack(Predicate<Load> which, int more) {
    List<Load> late = underWay.stream().filter(which).toList();
    for (Load load : late.reversed()) {
      underWay.remove(load);
      load.envelopes
          .reversed()
          .forEach(envelope -> waiting.addFirst(new Waiting(envelope, load.overtaken + more)));
    }
    return late.stream().mapToInt(load -> load.letters().size()).sum();
  }
}
