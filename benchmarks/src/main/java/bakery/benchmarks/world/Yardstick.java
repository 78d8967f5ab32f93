package bakery.benchmarks.world;

import bakery.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The naive limit of a server: what {@code pgbench} carries when each of an order's six steps is a
 * commit of its own, without nodes, bus or HTTP. Its files are copied here from {@code naive/}.
 */
public final class Yardstick {
  private static final List<String> FILES = List.of("run.sh", "schema.sql", "order.sql");
  private static final Pattern RESULT = Pattern.compile("naive limit: (\\d+) orders/s");
  private static final int LIMIT_SECONDS = 60;

  private final PostgresAddress address;

  Yardstick(String address) {
    this.address = PostgresAddress.parse(address);
  }

  /**
   * Runs it.
   *
   * @param seconds measured; three more warm it up
   * @return orders a second
   */
  public double run(int seconds) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("bakery-naive-");
    var output = folder.resolve("output.txt");
    try {
      for (var file : FILES) {
        try (var content = Yardstick.class.getResourceAsStream("naive/" + file)) {
          Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return run(folder, output, seconds);
    } finally {
      for (var file : FILES) Files.deleteIfExists(folder.resolve(file));
      Files.deleteIfExists(output);
      Files.delete(folder);
    }
  }

  private double run(Path folder, Path output, int seconds)
      throws IOException, InterruptedException {
    var script = folder.resolve("run.sh").toString();
    var builder =
        new ProcessBuilder("bash", script, Integer.toString(seconds))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    var host = address.hosts().getFirst();
    builder.environment().put("PGHOST", host.name());
    builder.environment().put("PGPORT", Integer.toString(host.port()));
    builder.environment().put("PGUSER", address.user());
    builder.environment().put("PGPASSWORD", address.password());
    builder.environment().put("PGDATABASE", address.database());
    var process = builder.start();
    if (!process.waitFor(seconds + LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    var said = Files.readString(output);
    var result = RESULT.matcher(said);
    if (!result.find()) {
      throw new IllegalStateException(
          "pgbench found no naive limit (PostgreSQL's contrib programs needed): " + said.strip());
    }
    return Double.parseDouble(result.group(1));
  }
}
