package bakery.whole.chaos;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** What can be chosen. */
final class Options {

  /** Two that sell and charge, two that bake and bring, and so on: each role on at least two. */
  private static final List<String> ROLES = List.of("gateway=1,billing=1", "kitchen=6,delivery=8");

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same seed, the same schedule (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--minutes",
      defaultValue = "15",
      description = "how long faults are struck (default: ${DEFAULT-VALUE})")
  double minutes;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "KIND",
      description = "only these kinds (default: all; --list names them)")
  List<String> faults = List.of();

  @Option(
      names = "--peace",
      defaultValue = "0",
      description =
          "seconds more in which all is well before each fault, so that what was started last has"
              + " found its feet (default: ${DEFAULT-VALUE})")
  int peace;

  @Option(
      names = "--nodes",
      defaultValue = "4",
      description = "JVMs, from 4 (default: ${DEFAULT-VALUE})")
  int nodes;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "orders a second (default: ${DEFAULT-VALUE})")
  int rate;

  @Option(
      names = "--pace",
      defaultValue = "4000",
      description =
          "how much faster than real: instant, real or a number (default: ${DEFAULT-VALUE})")
  String pace;

  @Option(names = "--list", description = "names the kinds of faults and ends")
  boolean list;

  @Option(names = "--dry-run", description = "prints the first faults of the schedule and ends")
  boolean dryRun;

  /** What to type to have the same again. */
  String again() {
    return "--seed %d --minutes %s --nodes %d --rate %d --pace %s%s%s"
        .formatted(
            seed,
            new BigDecimal(Double.toString(minutes)).stripTrailingZeros().toPlainString(),
            nodes,
            rate,
            pace,
            peace == 0 ? "" : " --peace " + peace,
            faults.isEmpty() ? "" : " --faults " + String.join(",", faults));
  }

  List<String> roles() {
    return IntStream.range(0, nodes).mapToObj(nth -> ROLES.get(nth % ROLES.size())).toList();
  }
}
