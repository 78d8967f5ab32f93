package bakery.node;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code up}, {@code node}, {@code down}, {@code hire}, {@code let-go}, {@code
 * drain}, {@code safe-to-stop}, {@code follow}, {@code parked}, {@code stuck}, {@code replay},
 * {@code cost}, {@code backup}, {@code restore}.
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
    return new CommandLine(new Main())
        .addSubcommand(SettingOptions.on(new UpCommand()))
        .addSubcommand(SettingOptions.on(new NodeCommand()))
        .addSubcommand(SettingOptions.on(new DownCommand(), "BAKERY_DATA", "BAKERY_DRAIN_MILLIS"))
        .addSubcommand(
            SettingOptions.on(
                new FollowCommand(),
                "BAKERY_HTTP_HOST",
                "BAKERY_HTTP_PORT",
                "BAKERY_HTTP_TLS_CERT",
                "BAKERY_TRUST"))
        .addSubcommand(new HireCommand())
        .addSubcommand(new LetGoCommand())
        .addSubcommand(new DrainCommand())
        .addSubcommand(new SafeToStopCommand())
        .addSubcommand(new ParkedCommand())
        .addSubcommand(new StuckCommand())
        .addSubcommand(new AuditCommand())
        .addSubcommand(SettingOptions.on(new TokenCommand(), TokenCommand.SETTINGS))
        .addSubcommand(SettingOptions.on(new ReplayCommand()))
        .addSubcommand(SettingOptions.on(new CostCommand()))
        .addSubcommand(SettingOptions.on(new BackupCommand(), "BAKERY_DATA", "BAKERY_DB"))
        .addSubcommand(SettingOptions.on(new RestoreCommand(), "BAKERY_DATA", "BAKERY_DB"))
        .addSubcommand(new CommandLine.HelpCommand())
        .setExecutionExceptionHandler(Main::explain);
  }

  /** What the operator can mend is one line; a bug shows where it is. */
  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
      line.getErr().println(failure.getMessage());
    } else {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
