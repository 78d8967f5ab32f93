package bakery.node;

import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.node.terminal.TextTable.Cell;
import bakery.node.terminal.Tone;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import picocli.CommandLine.Mixin;

/** What the commands that ask nodes have in common: whom they ask, and how they print. */
abstract class RepairCommand {
  @Mixin private NodesAsked nodes;
  @Mixin private Output out;

  /**
   * @param what as the nodes call it
   * @param none what is said when there is nothing
   * @param columns what is printed of each, in this order
   */
  int list(String what, String none, String... columns) throws Exception {
    var client = nodes.client();
    var all = client.list(what);
    out.show(all, none, () -> table(all, columns));
    client.silent().forEach(node -> out.aside("Not heard: " + node));
    if (all.size() >= RepairClient.MOST) out.aside("There may be more.");
    return Exit.OK;
  }

  /** All that is known of one. */
  int show(String what, String role, UUID id) throws Exception {
    var found = find(what, role, id);
    out.show(
        found,
        () -> {
          var table = out.table();
          found.forEach(each -> table.row(Cell.of(each.getKey(), Tone.FAINT), each.getValue()));
          return table.text();
        });
    return Exit.OK;
  }

  /**
   * @throws IllegalStateException when nothing of that id waits there
   */
  JsonObject find(String what, String role, UUID id) throws Exception {
    return nodes.client().list(what).stream()
        .filter(each -> each.getString("role").equals(role))
        .filter(each -> each.getString("id").equals(id.toString()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing with the id " + id + " is " + what + " in " + role));
  }

  int order(String what, String role, UUID id, String order, JsonObject body) throws Exception {
    var done = nodes.client().order("/%s/%s/%s/%s".formatted(what, role, id, order), body);
    out.line(done, () -> "%s %s: %s".formatted(role, id, done.getString("done")));
    return Exit.OK;
  }

  Output out() {
    return out;
  }

  NodesAsked nodes() {
    return nodes;
  }

  private String table(Collection<JsonObject> all, String... columns) {
    var table = out.table(columns);
    for (var each : all) table.row(Arrays.stream(columns).map(each::getValue).toArray());
    return table.text();
  }
}
