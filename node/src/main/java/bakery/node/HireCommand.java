package bakery.node;

import picocli.CommandLine.Command;

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
final class HireCommand extends WorkersCommand {

  HireCommand() {
    super("hire");
  }
}
