package bakery.node;

import bakery.node.shop.Refused;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Unreachable;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  private static final Map<String, Supplier<?>> COMMANDS = commands();
  private static final int EXIT_SECONDS = 10;

  private Main() {}

  public static void main(String[] arguments) {
    var code = commandLine(arguments).execute(arguments);
    Stop.within(EXIT_SECONDS, code);
    System.exit(code);
  }

  /** With all that there are. */
  static CommandLine commandLine() {
    return complete(COMMANDS.values());
  }

  /**
   * A start is not to pay for commands that it is not: only that which is meant, if it is clear.
   */
  private static CommandLine commandLine(String... arguments) {
    var meant = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    return meant == null ? commandLine() : complete(List.of(meant));
  }

  private static CommandLine complete(Collection<Supplier<?>> commands) {
    var line = new CommandLine(new Main());
    commands.forEach(command -> line.addSubcommand(command.get()));
    if (commands.size() > 1) {
      line.addSubcommand(new CompletionCommand()).addSubcommand(new CommandLine.HelpCommand());
    }
    sameForAll(line);
    return line.setExecutionExceptionHandler(Main::explain);
  }

  /** In the order of the help, which comes last, with the completion: they speak of all. */
  private static Map<String, Supplier<?>> commands() {
    var all = new LinkedHashMap<String, Supplier<?>>();
    all.put("up", () -> SettingOptions.on(new UpCommand()));
    all.put("node", () -> SettingOptions.on(new NodeCommand()));
    all.put(
        "down", () -> SettingOptions.on(new DownCommand(), "BAKERY_DATA", "BAKERY_DRAIN_MILLIS"));
    all.put("order", () -> SettingOptions.on(new OrderCommand(), GATEWAY));
    all.put("follow", () -> SettingOptions.on(new FollowCommand(), GATEWAY));
    all.put("menu", MenuCommand::new);
    all.put("status", StatusCommand::new);
    all.put("hire", HireCommand::new);
    all.put("let-go", LetGoCommand::new);
    all.put("policy", PolicyCommand::new);
    all.put("drain", DrainCommand::new);
    all.put("safe-to-stop", SafeToStopCommand::new);
    all.put("parked", ParkedCommand::new);
    all.put("stuck", StuckCommand::new);
    all.put("audit", AuditCommand::new);
    all.put("token", () -> SettingOptions.on(new TokenCommand(), TokenCommand.SETTINGS));
    all.put("replay", () -> SettingOptions.on(new ReplayCommand()));
    all.put("cost", () -> SettingOptions.on(new CostCommand()));
    all.put("backup", () -> SettingOptions.on(new BackupCommand(), "BAKERY_DATA", "BAKERY_DB"));
    all.put("restore", () -> SettingOptions.on(new RestoreCommand(), "BAKERY_DATA", "BAKERY_DB"));
    all.put("archive", () -> SettingOptions.on(new ArchiveCommand(), ArchiveCommand.SETTINGS));
    return all;
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
