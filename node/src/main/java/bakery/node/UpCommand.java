package bakery.node;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens a whole bakery in one node and says how to order there. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Opens the bakery: an embedded database unless BAKERY_DB is set, and every role.")
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return NodeCommand.run(SettingOptions.read(spec), UpCommand::greet);
  }

  private static void greet(Node node) {
    var started = ProcessHandle.current().info().startInstant().orElseThrow();
    var millis = Duration.between(started, Instant.now()).toMillis();
    System.out.println(Welcome.text(node, millis));
  }
}
