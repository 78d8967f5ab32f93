package bakery.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.node.terminal.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What all commands have in common. */
class MainTest {

  @TempDir private Path nowhere;
  private final StringWriter printed = new StringWriter();
  private final CommandLine line =
      Main.commandLine()
          .setOut(new PrintWriter(printed, true))
          .setErr(new PrintWriter(printed, true));

  @Test
  void everyCommandExplainsItselfWithItsExitCodes() {
    assertThat(commands(line).toList()).hasSizeGreaterThan(10);
    assertThat(commands(line).map(CommandLine::getUsageMessage))
        .allSatisfy(
            help -> assertThat(help).contains("-h, --help", "Exit codes:", "Usage:", "Example:"));
  }

  @Test
  void whatCannotBeMeantIsAnotherCodeThanNobodyThere() {
    assertThat(line.execute("parked", "--nonsense")).isEqualTo(Exit.USAGE);
    assertThat(line.execute("parked", "--data", nowhere.toString())).isEqualTo(Exit.UNREACHABLE);
    assertThat(printed.toString()).contains("no node of the bakery in " + nowhere);
  }

  @Test
  void aNodeThatIsNamedAndDoesNotAnswerIsSaid() {
    var code =
        line.execute("stuck", "--token", "of.some.body", "--operations", "http://127.0.0.1:9");

    assertThat(code).isEqualTo(Exit.UNREACHABLE);
    assertThat(printed.toString()).contains("http://127.0.0.1:9/stuck").doesNotContain("\tat ");
  }

  @Test
  void whatCompletesTheCommandsIsAScriptThatBashReads() throws Exception {
    assertThat(line.execute("completion")).isEqualTo(Exit.OK);
    assertThat(printed.toString()).contains("compensate", "--watch");

    var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.outputWriter()) {
      in.write(printed.toString());
    }
    assertThat(bash.waitFor(20, SECONDS)).isTrue();
    assertThat(bash.exitValue())
        .as(new String(bash.getInputStream().readAllBytes(), UTF_8))
        .isZero();
  }

  private static Stream<CommandLine> commands(CommandLine line) {
    return line.getSubcommands().values().stream()
        .filter(each -> !each.getCommandName().equals("help"))
        .flatMap(each -> Stream.concat(Stream.of(each), commands(each)));
  }
}
