package bakery.node;

import bakery.node.shop.Refused;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Unreachable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line: {@code up}, {@code node}, {@code down}, {@code follow}, {@code parked}, {@code
 * stuck}, {@code replay}, {@code cost}.
 */
@Command(
    name = "bakery",
    synopsisSubcommandLabel = "COMMAND",
    description = "A bakery: orders over HTTP, any roles on any number of JVMs.")
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    line.addSubcommand(SettingOptions.on(new UpCommand()))
        .addSubcommand(SettingOptions.on(new NodeCommand()))
        .addSubcommand(SettingOptions.on(new DownCommand(), "BAKERY_DATA", "BAKERY_DRAIN_MILLIS"))
        .addSubcommand(
            SettingOptions.on(new FollowCommand(), "BAKERY_HTTP_HOST", "BAKERY_HTTP_PORT"))
        .addSubcommand(new StatusCommand())
        .addSubcommand(new ParkedCommand())
        .addSubcommand(new StuckCommand())
        .addSubcommand(SettingOptions.on(new ReplayCommand()))
        .addSubcommand(SettingOptions.on(new CostCommand()))
        .addSubcommand(new CommandLine.HelpCommand());
    sameForAll(line);
    return line.setExecutionExceptionHandler(Main::explain);
  }

  /** Help and the meanings of exit codes, down to the last word. */
  private static void sameForAll(CommandLine line) {
    var spec = line.getCommandSpec();
    if (!(spec.userObject() instanceof CommandLine.HelpCommand)) {
      if (spec.findOption("--help") == null) spec.addOption(help());
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(Exit.meanings());
    }
    line.getSubcommands().values().forEach(Main::sameForAll);
  }

  /** The mixin that classes have would come before the parameters of commands that are methods. */
  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .arity("0")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }

  /** What the operator can mend is one line; a bug shows where it is. */
  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    var err = line.getErr();
    return switch (failure) {
      case Unreachable nobody -> told(err, nobody, Exit.UNREACHABLE);
      case Refused refused -> told(err, refused, Exit.FAILED);
      case IllegalArgumentException wrong -> told(err, wrong, Exit.USAGE);
      case IllegalStateException failed -> told(err, failed, Exit.FAILED);
      default -> {
        failure.printStackTrace(err);
        yield Exit.FAILED;
      }
    };
  }

  private static int told(PrintWriter err, Exception failure, int code) {
    err.println(failure.getMessage());
    return code;
  }
}
