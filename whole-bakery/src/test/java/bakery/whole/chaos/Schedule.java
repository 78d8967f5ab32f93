package bakery.whole.chaos;

import bakery.whole.chaos.faults.Blow;
import bakery.whole.chaos.faults.Cast;
import bakery.whole.chaos.faults.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What happens when: an endless row of faults that follows from the seed alone. Each round brings
 * every kind in its turns, in another order.
 */
final class Schedule {

  private static final int PAUSE_MIN_MILLIS = 2_000;
  private static final int PAUSE_MAX_MILLIS = 5_000;

  private final Random random;
  private final List<Kind> kinds;
  private final Cast cast;
  private final Deque<Kind> round = new ArrayDeque<>();
  private int count;

  /** One fault, after a pause in which all is well. */
  record Entry(int nth, Duration pause, Kind kind, Blow blow) {

    @Override
    public String toString() {
      return "#%d %s: %s (after %.1f s, for %.1f s)"
          .formatted(
              nth,
              kind.name(),
              blow.detail(),
              pause.toMillis() / 1e3,
              blow.lasts().toMillis() / 1e3);
    }
  }

  Schedule(long seed, List<Kind> kinds, Cast cast) {
    this.random = new Random(seed);
    this.kinds = kinds.stream().filter(kind -> cast.separate() || !kind.separate()).toList();
    this.cast = cast;
    if (this.kinds.isEmpty()) {
      throw new IllegalArgumentException("none of these faults can be struck on this machine");
    }
  }

  Entry next() {
    if (round.isEmpty()) round.addAll(shuffled());
    Kind kind = round.poll();
    // a stream of its own each: how much one fault draws does not move the others
    Random own = new Random(random.nextLong());
    Duration pause = Duration.ofMillis(own.nextInt(PAUSE_MIN_MILLIS, PAUSE_MAX_MILLIS));
    return new Entry(++count, pause, kind, kind.aim().at(cast, own));
  }

  private List<Kind> shuffled() {
    List<Kind> all = new ArrayList<>();
    for (Kind kind : kinds) all.addAll(Collections.nCopies(kind.turns(), kind));
    Collections.shuffle(all, random);
    return all;
  }
}
