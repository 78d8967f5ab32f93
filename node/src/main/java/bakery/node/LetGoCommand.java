package bakery.node;

import picocli.CommandLine.Command;

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
final class LetGoCommand extends WorkersCommand {

  LetGoCommand() {
    super("letGo");
  }
}
