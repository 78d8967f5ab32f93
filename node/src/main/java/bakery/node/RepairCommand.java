package bakery.node;

import bakery.platform.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What the commands that repair have in common: whom they ask, and how they print. */
abstract class RepairCommand {

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "folder of the bakery whose nodes on this machine are asked")
  private String data;

  @Option(
      names = "--operations",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      split = ",",
      description = "operations ports to ask instead, for nodes elsewhere")
  private List<String> operations = List.of();

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "with the right operator; else BAKERY_TOKEN, else one of the folder's key")
  private String token;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "prints JSON")
  boolean json;

  @Spec private CommandSpec spec;

  /**
   * @param what as the nodes call it
   * @param columns what is printed of each, in this order
   */
  int list(String what, String... columns) throws Exception {
    var all = nodes().list(what);
    if (json) out().println(new JsonArray(List.copyOf(all)).encodePrettily());
    else if (all.isEmpty()) out().println("Nothing is " + what + ".");
    else print(all, columns);
    if (all.size() >= RepairClient.MOST) spec.commandLine().getErr().println("There may be more.");
    return 0;
  }

  int order(String what, String role, UUID id, String order, JsonObject body) throws Exception {
    var done = nodes().order("/%s/%s/%s/%s".formatted(what, role, id, order), body);
    out().println(json ? done.encode() : "%s %s: %s".formatted(role, id, done.getString("done")));
    return 0;
  }

  RepairClient nodes() {
    var values = new HashMap<>(System.getenv());
    if (data != null) values.put("BAKERY_DATA", data);
    if (token != null) values.put("BAKERY_TOKEN", token);
    return RepairClient.of(operations, new Settings(values));
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void print(Collection<JsonObject> all, String... columns) {
    for (var each : all) {
      var line = new StringBuilder();
      for (var column : columns) {
        if (!line.isEmpty()) line.append("  ");
        line.append(each.getValue(column));
      }
      out().println(line);
    }
  }
}
