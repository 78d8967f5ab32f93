package bakery.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether the bakery can do without a node. */
@Command(
    name = "safe-to-stop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether the other nodes can do without this one, and if not, why.",
      "Exit code 0 for yes, 1 for no."
    })
final class SafeToStopCommand extends RepairCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NODE", description = "its name")
  private String node;

  @Override
  public Integer call() throws Exception {
    var nodes = nodes();
    var answer = nodes.get(nodes.named(node) + "/safe-to-stop");
    var safe = answer.getBoolean("safe");
    if (json) {
      out().println(answer.encodePrettily());
    } else {
      out().println(safe ? "yes" : "no");
      answer.getJsonArray("reasons").forEach(reason -> out().println("  " + reason));
      answer.getJsonArray("notes").forEach(note -> out().println("  (" + note + ")"));
    }
    return safe ? 0 : 1;
  }
}
