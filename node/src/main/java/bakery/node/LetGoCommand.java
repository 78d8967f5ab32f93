package bakery.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fewer workers on running nodes. */
@Command(
    name = "let-go",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets bakers (kitchen), couriers (delivery) or cashiers (billing) go, where there are most."
          + " They take nothing more and leave when they have finished what they hold.",
      "A line is: node, workers that it now has."
    })
final class LetGoCommand extends RepairCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ROLE", description = "kitchen, delivery or billing")
  private String role;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "how many fewer")
  private int number;

  @Option(names = "--node", paramLabel = "NODE", description = "only on this one")
  private String node;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit")
  private String reason;

  @Override
  public Integer call() throws Exception {
    return change(role, HireCommand.wish("letGo", number, node, reason));
  }
}
