package bakery.whole.chaos;

import bakery.whole.chaos.faults.Cast;
import bakery.whole.chaos.faults.Kind;
import bakery.whole.chaos.faults.Kinds;
import bakery.whole.chaos.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Breaks everything in a bakery while customers order, and counts. Started by scripts/chaos, which
 * prepares the namespaces in which all of it runs.
 */
@Command(
    name = "scripts/chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Breaks everything in a bakery while customers order, and counts.")
public final class Chaos implements Callable<Integer> {

  private static final int DRY_RUN = 60;

  @Mixin private Options options;

  private Chaos() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Chaos())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  failure.printStackTrace();
                  return CommandLine.ExitCode.SOFTWARE;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() {
    if (options.list) {
      Kinds.ALL.forEach(kind -> System.out.println(kind.name()));
      return 0;
    }
    Schedule schedule = new Schedule(options.seed, chosen(), cast());
    if (options.dryRun) {
      IntStream.range(0, DRY_RUN).forEach(nth -> System.out.println(schedule.next()));
      return 0;
    }
    Path folder = Path.of("target", "chaos", Long.toString(options.seed)).toAbsolutePath();
    return new Run(options, schedule, folder).call();
  }

  private List<Kind> chosen() {
    options.faults.forEach(Chaos::check);
    return options.faults.isEmpty()
        ? Kinds.ALL
        : Kinds.ALL.stream().filter(kind -> options.faults.contains(kind.name())).toList();
  }

  private static void check(String name) {
    if (Kinds.ALL.stream().noneMatch(kind -> kind.name().equals(name))) {
      throw new IllegalArgumentException("--faults: no such kind: " + name + ", see --list");
    }
  }

  private Cast cast() {
    return new Cast(World.namesOf(options.roles()), World.separateHere());
  }
}
