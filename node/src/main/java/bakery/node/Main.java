package bakery.node;

import bakery.node.shop.Refused;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Unreachable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line: opens and closes a bakery, orders, shows how it stands, repairs, measures. */
@Command(
    name = "bakery",
    synopsisSubcommandLabel = "COMMAND",
    description = "A bakery: orders over HTTP, any roles on any number of JVMs.")
public final class Main {
  /** What says where a gateway is. */
  private static final String[] GATEWAY = {
    "BAKERY_DATA", "BAKERY_HTTP_HOST", "BAKERY_HTTP_PORT", "BAKERY_HTTP_TLS_CERT", "BAKERY_TRUST"
  };

  private static final int EXIT_SECONDS = 10;

  private Main() {}

  public static void main(String[] arguments) {
    var code = commandLine().execute(arguments);
    Stop.within(EXIT_SECONDS, code);
    System.exit(code);
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    line.addSubcommand(SettingOptions.on(new UpCommand()))
        .addSubcommand(SettingOptions.on(new NodeCommand()))
        .addSubcommand(SettingOptions.on(new DownCommand(), "BAKERY_DATA", "BAKERY_DRAIN_MILLIS"))
        .addSubcommand(SettingOptions.on(new OrderCommand(), GATEWAY))
        .addSubcommand(SettingOptions.on(new FollowCommand(), GATEWAY))
        .addSubcommand(new MenuCommand())
        .addSubcommand(new StatusCommand())
        .addSubcommand(new HireCommand())
        .addSubcommand(new LetGoCommand())
        .addSubcommand(new PolicyCommand())
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
        .addSubcommand(new CompletionCommand())
        .addSubcommand(new CommandLine.HelpCommand());
    sameForAll(line);
    return line.setExecutionExceptionHandler(Main::explain);
  }

  /** Help and the meanings of exit codes, down to the last word. */
  private static void sameForAll(CommandLine line) {
    var spec = line.getCommandSpec();
    if (!(spec.userObject() instanceof CommandLine.HelpCommand)) {
      if (spec.findOption("--help") == null) spec.addOption(help());
      var example = Examples.of(words(spec));
      if (example != null) {
        spec.usageMessage().footer("%nExample:%n", "  scripts/bakery " + example);
      }
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(Exit.meanings());
    }
    line.getSubcommands().values().forEach(Main::sameForAll);
  }

  /** As it is said, but for the first. */
  private static String words(CommandSpec spec) {
    if (spec.parent() == null) return "";
    return (words(spec.parent()) + " " + spec.name()).strip();
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
