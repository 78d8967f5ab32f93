package bakery.whole.chaos.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All that can happen to a bakery. */
public final class Kinds {

  public static final List<Kind> ALL =
      List.of(
          new Kind(
              "kill",
              4,
              false,
              (cast, random) -> new Kill(cast.some(random, 1), millis(random, 1_500, 4_000))),
          new Kind(
              "kill-two",
              1,
              false,
              (cast, random) -> new Kill(cast.some(random, 2), millis(random, 1_500, 4_000))),
          new Kind(
              "kill-all-but-one",
              1,
              false,
              (cast, random) ->
                  new Kill(
                      cast.some(random, cast.nodes().size() - 1), millis(random, 1_000, 2_000))));

  private Kinds() {}

  static Duration millis(Random random, int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }
}
