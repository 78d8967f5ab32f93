package bakery.benchmarks;

import bakery.benchmarks.load.Customers;
import bakery.benchmarks.load.OrderForm;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What every scenario can be told. */
final class Setup {
  static final Path FOLDER = Path.of("target", "bench");
  private static final Set<String> SECRET =
      Set.of("BAKERY_STAFF_SECRET", "BAKERY_TOKEN", "BAKERY_TOKEN_SECRET");
  private static final int SECONDS_MAX = 3_600;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description =
          "1: every role in one JVM; 2: gateway and billing in one, kitchen and delivery in the"
              + " other (${DEFAULT-VALUE})")
  int nodes;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "how long each load is measured (${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "<seconds>",
      defaultValue = "10",
      description = "how long each load runs before it is measured (${DEFAULT-VALUE})")
  int warmUp;

  @Option(
      names = "--patience",
      paramLabel = "<seconds>",
      defaultValue = "60",
      description = "how long the last orders may take at the end (${DEFAULT-VALUE})")
  int patience;

  void check() {
    within("--nodes", nodes, 1, 2);
    within("--seconds", seconds, 1, SECONDS_MAX);
    within("--warm-up", warmUp, 0, SECONDS_MAX);
    within("--patience", patience, 1, SECONDS_MAX);
  }

  static void within(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(option + " takes a number from " + min + " to " + max);
    }
  }

  World open() throws IOException, InterruptedException {
    check();
    return World.open(FOLDER, nodes);
  }

  /** Whose orders' ends are seen in the table. */
  static Customers customers(World world, int connections, int sampleEvery) {
    return new Customers(
        world.vertx(),
        world.gateway(),
        OrderForm.BREAKFAST,
        connections,
        world.connect(),
        sampleEvery);
  }

  /** Says where all of it was measured. */
  Report report(String name) throws IOException {
    return report(name, machine().put("nodes", nodes));
  }

  static Report report(String name, JsonObject machine) {
    return new Report(FOLDER, name).put("machine", machine).say("machine: " + machine.encode());
  }

  static JsonObject machine() throws IOException {
    var own = new TreeMap<String, String>();
    System.getenv().forEach((key, value) -> own.merge(key, value, (a, b) -> a));
    own.keySet().removeIf(key -> !key.startsWith("BAKERY_") || SECRET.contains(key));
    return new JsonObject()
        .put("processors", Runtime.getRuntime().availableProcessors())
        .put("java", Runtime.version().toString())
        .put("kernel", System.getProperty("os.version"))
        .put("loadBefore", Files.readString(Path.of("/proc/loadavg")).strip())
        .put("fileSystem", Files.getFileStore(Files.createDirectories(FOLDER)).type())
        .put("settings", own.toString());
  }
}
