package bakery.whole.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an operator does, played and measured. Started by scripts/operators-day. */
@Command(
    name = "scripts/operators-day",
    mixinStandardHelpOptions = true,
    description = "Plays what an operator does, and prints what was seen beside its limit.")
public final class Day implements Callable<Integer> {

  private static final List<Part> PARTS =
      List.of(new Hire(), new Drain(), new Rush(), new Repair(), new Upgrade());

  @Parameters(
      paramLabel = "PART",
      description = "hire, drain, rush, repair, upgrade; all when none is named")
  private List<String> names = List.of();

  @Option(
      names = "--rate",
      defaultValue = "10",
      description = "orders a second while nodes are drained, upgraded (default: ${DEFAULT-VALUE})")
  private double rate;

  private Day() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Day()).execute(arguments));
  }

  @Override
  public Integer call() {
    names.forEach(Day::check);
    Figures figures = new Figures();
    try (Stage stage = new Stage(Path.of("target", "day").toAbsolutePath(), rate)) {
      for (Part part : PARTS) {
        if (names.isEmpty() || names.contains(part.name())) play(part, stage, figures);
      }
      System.out.println("\n" + figures.table());
      stage.diary().say("logs are in %s", stage.folder());
    }
    return figures.good() ? 0 : 1;
  }

  private static void play(Part part, Stage stage, Figures figures) {
    figures.of(part.name());
    stage.diary().say("== %s", part.name());
    try {
      part.play(stage, figures);
      figures.seen("load of the machine in the last five minutes, processors", load());
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      figures.must("was played to its end", e.getMessage(), "", false);
    }
  }

  /** What else it had to do makes times longer. */
  private static String load() throws IOException {
    String average = Files.readString(Path.of("/proc/loadavg")).split(" ")[1];
    return average + ", " + Runtime.getRuntime().availableProcessors();
  }

  private static void check(String name) {
    if (PARTS.stream().noneMatch(part -> part.name().equals(name))) {
      throw new IllegalArgumentException("no such part: " + name + ", see --help");
    }
  }
}
