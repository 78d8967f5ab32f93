package bakery.whole.chaos.report;

import bakery.whole.chaos.crowd.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All faults of a run with the harm they did, each and by kind. */
record Faults(List<Each> each, List<OfKind> kinds) {

  /** One fault, in seconds of the run. */
  record Each(
      String kind,
      String detail,
      double fromSecond,
      double untilSecond,
      Harm harm,
      List<Letter> letters) {}

  /** All faults of a kind. */
  record OfKind(String kind, int count, Harm harm) {}

  /** What is gathered of a kind: who was hit by two faults of it counts once. */
  private static final class Gathered {
    private int count;
    private final List<Duration> work = new ArrayList<>();
    private final List<Duration> news = new ArrayList<>();
    private final Set<Life> beingPlaced = new LinkedHashSet<>();
  }

  static Faults of(Evidence evidence, List<Life> lives, List<Struck> struck) {
    List<Each> each = new ArrayList<>();
    Map<String, Gathered> kinds = new TreeMap<>();
    for (Struck fault : struck) {
      List<Duration> news = Stalls.of(evidence, lives, fault.from(), fault.until());
      long from = evidence.micros(fault.from());
      long until = evidence.micros(fault.until());
      List<Life> placing = lives.stream().filter(life -> life.wasBeingPlaced(from, until)).toList();
      each.add(
          new Each(
              fault.kind(),
              fault.detail(),
              from / 1e6,
              until / 1e6,
              Harm.of(Spread.of(fault.stalls()), Spread.of(news), placing),
              fault.letters()));
      Gathered of = kinds.computeIfAbsent(fault.kind(), kind -> new Gathered());
      of.count++;
      of.work.addAll(fault.stalls());
      of.news.addAll(news);
      of.beingPlaced.addAll(placing);
    }
    List<OfKind> all = new ArrayList<>();
    kinds.forEach((kind, of) -> all.add(ofKind(kind, of)));
    return new Faults(List.copyOf(each), List.copyOf(all));
  }

  private static OfKind ofKind(String kind, Gathered of) {
    return new OfKind(
        kind,
        of.count,
        Harm.of(Spread.of(of.work), Spread.of(of.news), List.copyOf(of.beingPlaced)));
  }
}
