package bakery.node;

import bakery.node.terminal.Exit;
import io.vertx.core.json.JsonObject;
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
      "Exit code 0 for yes, 4 for no."
    })
final class SafeToStopCommand extends RepairCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NODE", description = "its name")
  private String node;

  @Override
  public Integer call() throws Exception {
    var nodes = nodes().client();
    var answer = nodes.get(nodes.named(node) + "/safe-to-stop");
    var safe = answer.getBoolean("safe");
    out().show(answer, () -> text(answer));
    return safe ? Exit.OK : Exit.NO;
  }

  private static String text(JsonObject answer) {
    var text = new StringBuilder(answer.getBoolean("safe") ? "yes" : "no");
    answer.getJsonArray("reasons").forEach(reason -> text.append("\n  ").append(reason));
    answer.getJsonArray("notes").forEach(note -> text.append("\n  (").append(note).append(')'));
    return text.toString();
  }
}
