package bakery.node;

import bakery.contracts.Right;
import bakery.node.terminal.Exit;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rows that are due and that nothing can be done with: to see, to try again. */
@Command(
    name = "stuck",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists rows that are due and that nothing can be done with, and why; tries them again, or"
          + " cancels their order.",
      "The id of a row is that of its order."
    })
final class StuckCommand extends RepairCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    return list();
  }

  @Command(name = "list", description = "the same as without a word")
  int list() throws Exception {
    return list("stuck", "Nothing is stuck.", "role", "id", "times", "since", "dueAgain", "cause");
  }

  @Command(name = "show", description = "All that is known of one row.")
  int show(@Parameters(paramLabel = "ROLE") String role, @Parameters(paramLabel = "ID") UUID id)
      throws Exception {
    return show("stuck", role, id);
  }

  @Command(
      name = "compensate",
      description = {
        "Cancels the order of a stuck row: the saga withdraws the ticket and gives the money back.",
        "Refused once a baker has begun: what is baked is delivered and paid."
      })
  int compensate(
      @Parameters(paramLabel = "ROLE") String role,
      @Parameters(paramLabel = "ID") UUID id,
      @Option(names = "--gateway", paramLabel = "URL", split = ",", description = "whom to tell")
          List<URI> gateways)
      throws Exception {
    find("stuck", role, id);
    var order = Gateways.staff(gateways, nodes().settings(), Right.OPERATOR).cancel(id);
    out()
        .line(
            order,
            () ->
                "%s %s: order %s is %s"
                    .formatted(role, id, order.getString("number"), order.getString("status")));
    return Exit.OK;
  }

  @Command(name = "nudge", description = "Tries a row again at once.")
  int nudge(@Parameters(paramLabel = "ROLE") String role, @Parameters(paramLabel = "ID") UUID id)
      throws Exception {
    return order("stuck", role, id, "nudge", new JsonObject());
  }
}
