package bakery.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What staff did: to see. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists what staff did and changed, of each role the latest last.")
final class AuditCommand extends RepairCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    return list(
        "audit",
        "Staff did nothing yet.",
        "at",
        "who",
        "right",
        "action",
        "role",
        "thing",
        "reason");
  }
}
