package bakery.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Measures what a whole bakery carries. Started by scripts/bench, which builds what is missing and
 * says how nodes are started.
 */
@Command(
    name = "scripts/bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures what a whole bakery carries: a PostgreSQL server of its own with the product's"
          + " settings, nodes started from node/target/bakery.jar with theirs (but --pace instant),"
          + " customers in this JVM.",
      "Variables BAKERY_… reach the nodes. Each command has --help, prints tables, and writes"
          + " benchmarks/target/bench/COMMAND.json, some a COMMAND.svg."
    },
    subcommands = {
      ThroughputCommand.class,
      LatencyCommand.class,
      IdleCommand.class,
      StartCommand.class,
      OverloadCommand.class,
      ScalingCommand.class,
      GrowthCommand.class,
      ReadsCommand.class,
      FollowersCommand.class,
      MicroCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler(Bench::explain)
            .execute(arguments));
  }

  /** What the operator can mend is one line; a bug shows where it is. */
  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    if (failure instanceof IllegalArgumentException) line.getErr().println(failure.getMessage());
    else failure.printStackTrace(line.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
