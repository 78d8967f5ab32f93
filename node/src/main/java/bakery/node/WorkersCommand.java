package bakery.node;

import bakery.node.terminal.Exit;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes how many workers running nodes have. */
abstract class WorkersCommand extends RepairCommand implements Callable<Integer> {
  private final String what;

  @Parameters(index = "0", paramLabel = "ROLE", description = "kitchen, delivery or billing")
  private String role;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "how many more or fewer")
  private int number;

  @Option(names = "--node", paramLabel = "NODE", description = "only on this one")
  private String node;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit")
  private String reason;

  /**
   * @param what as the nodes call it
   */
  WorkersCommand(String what) {
    this.what = what;
  }

  @Override
  public Integer call() throws Exception {
    var wish = new JsonObject().put(what, number);
    if (node != null) wish.put("node", node);
    if (reason != null) wish.put("reason", reason);
    var done = nodes().client().order("/workers/" + role, wish);
    out().show(done, () -> table(done));
    return Exit.OK;
  }

  private String table(JsonObject done) {
    var table = out().table("NODE", "WORKERS");
    for (var each : done.getJsonArray("changed")) {
      var post = (JsonObject) each;
      table.row(post.getString("node"), post.getInteger("wanted"));
    }
    return table.text();
  }
}
