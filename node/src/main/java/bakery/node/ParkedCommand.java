package bakery.node;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Letters that their receivers refused too often: to see, to send again, to give up. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lists letters that were refused too often, and why; sends them again, or gives them up.")
final class ParkedCommand extends RepairCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    return list();
  }

  @Command(name = "list", description = "the same as without a word")
  int list() throws Exception {
    return list(
        "parked",
        "Nothing is parked.",
        "role",
        "id",
        "to",
        "type",
        "key",
        "refusals",
        "parkedAt",
        "reason");
  }

  @Command(name = "show", description = "All that is known of one letter, but for what it says.")
  int show(@Parameters(paramLabel = "ROLE") String role, @Parameters(paramLabel = "ID") UUID id)
      throws Exception {
    return show("parked", role, id);
  }

  @Command(name = "retry", description = "Sends a letter again, as if it had never been refused.")
  int retry(@Parameters(paramLabel = "ROLE") String role, @Parameters(paramLabel = "ID") UUID id)
      throws Exception {
    return order("parked", role, id, "retry", new JsonObject());
  }

  @Command(
      name = "discard",
      description = "Gives a letter up; who, the token's name, and why is kept in the audit.")
  int discard(
      @Parameters(paramLabel = "ROLE") String role,
      @Parameters(paramLabel = "ID") UUID id,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
          String reason)
      throws Exception {
    return order("parked", role, id, "discard", new JsonObject().put("reason", reason));
  }
}
