package bakery.node;

import bakery.platform.Settings;
import bakery.platform.postgres.EmbeddedPostgres;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = SettingOptions.read(spec);
    var folder = DataFolder.of(settings);
    if (!folder.exists()) {
      System.out.println("There is no bakery in " + folder.root() + ".");
      return 0;
    }
    var nodes = folder.running();
    // all at once: they drain at the same time
    nodes.forEach(node -> node.process().ifPresent(ProcessHandle::destroy));
    for (var node : nodes) stop(folder, node, patience(settings));
    stopDatabase(folder);
    return 0;
  }

  private static int patience(Settings settings) {
    return settings.number("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000) / 1_000 + MORE_SECONDS;
  }

  private static void stop(DataFolder folder, DataFolder.Running node, int seconds)
      throws InterruptedException, ExecutionException {
    var name = node.about().getOrDefault("name", "node");
    var process = node.process();
    if (process.isPresent()) {
      try {
        process.get().onExit().get(seconds, TimeUnit.SECONDS);
        System.out.println("Stopped " + name + " (" + node.pid() + ").");
      } catch (TimeoutException e) {
        // nothing is lost: what it held is taken over as from any dead node
        process.get().destroyForcibly();
        System.out.println("Killed " + name + " (" + node.pid() + "): it did not stop in time.");
      }
    }
    folder.forget(node.pid());
  }

  private static void stopDatabase(DataFolder folder) {
    var database = EmbeddedPostgres.in(folder.root());
    if (!database.running()) return;
    database.stop();
    System.out.println("Stopped the database in " + folder.root() + ".");
  }
}
