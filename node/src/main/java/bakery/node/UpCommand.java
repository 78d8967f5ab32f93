package bakery.node;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens a whole bakery in one node and says how to order there. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Opens the bakery: an embedded database unless BAKERY_DB is set, and every role.")
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return NodeCommand.run(SettingOptions.read(spec), UpCommand::greet);
  }

  private static void greet(Node node) {
    var started = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println(Welcome.text(node, System.currentTimeMillis() - started));
  }
}
