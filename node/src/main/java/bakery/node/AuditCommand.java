package bakery.node;

import bakery.platform.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What staff did: to see. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists what staff did, the latest last.",
      "A line is: when, who, by which right, action, role, thing, reason."
    })
final class AuditCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("at", "who", "right", "action", "role", "thing", "reason");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the bakery whose nodes on this machine are asked")
  private String data;

  @Option(
      names = "--operations",
      paramLabel = "URL",
      split = ",",
      description = "operations ports to ask instead, for nodes elsewhere")
  private List<String> operations = List.of();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "with the right operator; else BAKERY_TOKEN, else one of the folder's key")
  private String token;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var values = new HashMap<>(System.getenv());
    if (data != null) values.put("BAKERY_DATA", data);
    if (token != null) values.put("BAKERY_TOKEN", token);
    var all =
        RepairClient.of(operations, new Settings(values)).list("audit").stream()
            .sorted(Comparator.comparing((JsonObject each) -> each.getInstant("at")))
            .toList();
    var out = spec.commandLine().getOut();
    if (json) out.println(new JsonArray(all).encodePrettily());
    else if (all.isEmpty()) out.println("Staff did nothing yet.");
    else all.forEach(each -> out.println(line(each)));
    if (all.size() >= RepairClient.MOST) spec.commandLine().getErr().println("There may be more.");
    return 0;
  }

  private static String line(JsonObject deed) {
    var line = new StringBuilder();
    for (var column : COLUMNS) {
      if (!line.isEmpty()) line.append("  ");
      line.append(deed.getValue(column, ""));
    }
    return line.toString().strip();
  }
}
