package bakery.node;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rows that are due and that nothing can be done with: to see, to try again. */
@Command(
    name = "stuck",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists rows that are due and that nothing can be done with, and why; tries them again.",
      "A line is: role, row (the order), tries, since when, next try, cause."
    })
final class StuckCommand extends RepairCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    return list();
  }

  @Command(name = "list", description = "the same as without a word")
  int list() throws Exception {
    return list("stuck", "role", "id", "times", "since", "dueAgain", "cause");
  }

  @Command(name = "nudge", description = "Tries a row again at once.")
  int nudge(@Parameters(paramLabel = "ROLE") String role, @Parameters(paramLabel = "ID") UUID id)
      throws Exception {
    return order("stuck", role, id, "nudge", new JsonObject());
  }
}
