package bakery.whole.chaos.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** All that can happen to a bakery, and how often in a round. */
public final class Kinds {

  /** Longer than a cluster waits for a member that is silent. */
  private static final int SILENT_MIN_MILLIS = 10_000;

  private static final int SILENT_MAX_MILLIS = 13_000;

  public static final List<Kind> ALL =
      List.of(
          kind("kill", 4, (cast, random) -> new Kill(cast.some(random, 1), shortly(random))),
          kind("kill-two", 1, (cast, random) -> new Kill(cast.some(random, 2), shortly(random))),
          kind("kill-all-but-one", 1, (cast, random) -> killAllButOne(cast, random)),
          kind("freeze", 1, (cast, random) -> new Freeze(cast.one(random), silently(random))),
          kind("stop", 1, (cast, random) -> new Stop(cast.one(random), shortly(random))),
          kind("rolling-restart", 1, (cast, random) -> new Roll(cast.nodes())),
          separate("partition", 1, Kinds::split),
          separate("cut-from-database", 1, (cast, random) -> cut(cast, random, false)),
          separate("cut-from-all", 1, (cast, random) -> cut(cast, random, true)),
          kind("database-kill", 1, (cast, random) -> new KillDatabase(shortly(random))),
          kind("primary-lost", 1, (cast, random) -> losePrimary(cast, random)),
          separate("disk-full", 1, (cast, random) -> new FillDisk(millis(random, 4_000, 7_000))),
          kind("clock-jump", 1, Kinds::jump),
          kind("provider-slow", 1, (cast, random) -> upset(random, "slow")),
          kind("provider-dead", 1, (cast, random) -> upset(random, "dead", "silent")),
          kind("poison-unreadable", 1, (cast, random) -> poison(random, true)),
          kind("poison-refused", 1, (cast, random) -> poison(random, false)),
          kind("slow-database-way", 1, (cast, random) -> slow(random, Slow.Way.TO_THE_DATABASE)),
          kind("slow-gateway-way", 1, (cast, random) -> slow(random, Slow.Way.TO_A_GATEWAY)),
          kind("connections-reset", 1, (cast, random) -> reset(random)));

  private Kinds() {}

  /** By name: what cannot happen on loopback. */
  public static List<String> needingNamespaces() {
    return ALL.stream().filter(Kind::separate).map(Kind::name).toList();
  }

  private static Kind kind(String name, int turns, Kind.Aim aim) {
    return new Kind(name, turns, false, aim);
  }

  private static Kind separate(String name, int turns, Kind.Aim aim) {
    return new Kind(name, turns, true, aim);
  }

  private static Blow killAllButOne(Cast cast, Random random) {
    return new Kill(cast.some(random, cast.nodes().size() - 1), shortly(random));
  }

  private static Blow split(Cast cast, Random random) {
    List<String> some = cast.some(random, random.nextInt(1, cast.nodes().size() / 2 + 1));
    List<String> others = cast.nodes().stream().filter(name -> !some.contains(name)).toList();
    return new Split(some, others, silently(random));
  }

  private static Blow cut(Cast cast, Random random, boolean fromAll) {
    return new Cut(cast.one(random), fromAll, silently(random));
  }

  private static Blow losePrimary(Cast cast, Random random) {
    boolean wholeMachine = random.nextBoolean() && cast.separate();
    return new LosePrimary(wholeMachine, millis(random, 5_000, 8_000));
  }

  private static Blow jump(Cast cast, Random random) {
    long minutes = random.nextLong(1, 3 * 24 * 60);
    Duration offset = Duration.ofMinutes(random.nextBoolean() ? minutes : -minutes);
    return new JumpClock(cast.one(random), offset, millis(random, 4_000, 7_000));
  }

  private static Blow upset(Random random, String... moods) {
    return new UpsetProvider(moods[random.nextInt(moods.length)], millis(random, 5_000, 10_000));
  }

  private static Blow poison(Random random, boolean unreadable) {
    UUID letter = new UUID(random.nextLong(), random.nextLong());
    return new Poison(letter, unreadable, Duration.ZERO);
  }

  private static Blow slow(Random random, Slow.Way way) {
    Slow.Manner manner = random.nextBoolean() ? Slow.Manner.DELAYED : Slow.Manner.LOSSY;
    return new Slow(way, manner, millis(random, 6_000, 10_000));
  }

  private static Blow reset(Random random) {
    Slow.Way way = Slow.Way.values()[random.nextInt(Slow.Way.values().length)];
    return new Slow(way, Slow.Manner.RESET, Duration.ZERO);
  }

  private static Duration shortly(Random random) {
    return millis(random, 1_500, 4_000);
  }

  private static Duration silently(Random random) {
    return millis(random, SILENT_MIN_MILLIS, SILENT_MAX_MILLIS);
  }

  private static Duration millis(Random random, int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }
}
