package bakery.node;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** More workers on running nodes. */
@Command(
    name = "hire",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hires bakers (kitchen), couriers (delivery) or cashiers (billing) on running nodes, spread"
          + " evenly over those that play the role. They start at once, and are there again when a"
          + " node is started again.",
      "A line is: node, workers that it now has."
    })
final class HireCommand extends RepairCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ROLE", description = "kitchen, delivery or billing")
  private String role;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "how many more")
  private int number;

  @Option(names = "--node", paramLabel = "NODE", description = "only on this one")
  private String node;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit")
  private String reason;

  @Override
  public Integer call() throws Exception {
    return change(role, wish("hire", number, node, reason));
  }

  static JsonObject wish(String what, int number, String node, String reason) {
    var wish = new JsonObject().put(what, number);
    if (node != null) wish.put("node", node);
    if (reason != null) wish.put("reason", reason);
    return wish;
  }
}
