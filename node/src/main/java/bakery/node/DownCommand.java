package bakery.node;

import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.platform.Settings;
import bakery.platform.postgres.EmbeddedPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the nodes of a data folder and then its database. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Stops every node of the data folder on this machine, then its database.")
final class DownCommand implements Callable<Integer> {
  private static final int MORE_SECONDS = 30;

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = SettingOptions.read(spec);
    var folder = DataFolder.of(settings);
    if (!folder.exists()) {
      out.show(
          new JsonObject().put("stopped", new JsonArray()).put("database", false),
          () -> "There is no bakery in " + folder.root() + ".");
      return Exit.OK;
    }
    var nodes = folder.running();
    // all at once: they drain at the same time
    nodes.forEach(node -> node.process().ifPresent(ProcessHandle::destroy));
    var stopped = new JsonArray();
    for (var node : nodes) stop(folder, node, patience(settings)).ifPresent(stopped::add);
    var database = stopDatabase(folder);
    if (out.json()) {
      out.say(new JsonObject().put("stopped", stopped).put("database", database).encodePrettily());
    }
    return Exit.OK;
  }

  private static int patience(Settings settings) {
    return settings.number("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000) / 1_000 + MORE_SECONDS;
  }

  private Optional<JsonObject> stop(DataFolder folder, DataFolder.Running node, int seconds)
      throws InterruptedException, ExecutionException {
    var name = node.about().getOrDefault("name", "node");
    var process = node.process();
    var inTime = true;
    if (process.isPresent()) {
      try {
        process.get().onExit().get(seconds, TimeUnit.SECONDS);
        tell("Stopped " + name + " (" + node.pid() + ").");
      } catch (TimeoutException e) {
        inTime = false;
        // nothing is lost: what it held is taken over as from any dead node
        process.get().destroyForcibly();
        tell("Killed " + name + " (" + node.pid() + "): it did not stop in time.");
      }
    }
    folder.forget(node.pid());
    var told = new JsonObject().put("name", name).put("pid", node.pid()).put("inTime", inTime);
    return process.map(was -> told);
  }

  private boolean stopDatabase(DataFolder folder) {
    var database = EmbeddedPostgres.in(folder.root());
    if (!database.running()) return false;
    database.stop();
    tell("Stopped the database in " + folder.root() + ".");
    return true;
  }

  private void tell(String line) {
    if (!out.json()) out.say(line);
  }
}
