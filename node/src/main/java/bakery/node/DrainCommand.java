package bakery.node;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a node finish its work and leave. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells a node to take nothing more, to finish or hand over what it holds, and to leave; its"
          + " process ends with 0. Prints what that waits for, as often as it changes.",
      "Exit code 0 when the node has drained."
    })
final class DrainCommand extends RepairCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NODE", description = "its name")
  private String node;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit")
  private String reason;

  private String said = "";
  private boolean drained;

  @Override
  public Integer call() throws Exception {
    var nodes = nodes();
    nodes.order(nodes.named(node) + "/drain", why(), this::hear);
    if (drained) return 0;
    throw new IllegalStateException(node + " was cut off before it had said that it is done");
  }

  private JsonObject why() {
    var body = new JsonObject().put("node", node);
    return reason == null ? body : body.put("reason", reason);
  }

  private void hear(JsonObject line) {
    drained |= line.getString("state").equals("drained");
    var now = json ? line.encode() : words(line);
    if (now.equals(said)) return;
    out().println(now);
    out().flush();
    said = now;
  }

  private String words(JsonObject line) {
    if (drained) return node + " has drained and leaves.";
    var waitsFor = line.getJsonArray("waitsFor");
    if (waitsFor.isEmpty()) return node + " says goodbye.";
    return node
        + " waits for "
        + waitsFor.stream()
            .map(JsonObject.class::cast)
            .map(DrainCommand::load)
            .collect(Collectors.joining(", "));
  }

  private static String load(JsonObject has) {
    return has.getString("role")
        + ": "
        + has.getInteger("claims")
        + " in hand, "
        + (has.getInteger("received") + has.getInteger("letters"))
        + " messages";
  }
}
