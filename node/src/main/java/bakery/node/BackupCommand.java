package bakery.node;

import bakery.platform.Settings;
import bakery.platform.access.AccessSettings;
import bakery.platform.postgres.Backup;
import bakery.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all that a bakery's database holds, as of one moment, into a file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Backs up the bakery of the data folder, or of BAKERY_DB, while work goes on.",
      "The file holds names and addresses: it is readable for its owner only."
    })
final class BackupCommand implements Callable<Integer> {
  static final String STAFF_KEYS = "staff.pem";

  @Parameters(paramLabel = "FILE", description = "a new file, for example bakery.backup")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var database = DatabaseAtHand.of(spec);
    var began = System.nanoTime();
    var rows = database.use(address -> backup(address, database.settings()));
    System.out.printf(
        "Backed up %,d rows of %d tables into %s (%,d bytes) in %.1f s.%n",
        rows.values().stream().mapToLong(Long::longValue).sum(),
        rows.size(),
        file,
        Files.size(file),
        (System.nanoTime() - began) / 1e9);
    return 0;
  }

  private Map<String, Long> backup(PostgresAddress address, Settings settings) throws IOException {
    var folder = DataFolder.of(settings);
    // keys that somebody gave the bakery are his to keep
    var keys =
        AccessSettings.named(settings) || !folder.exists()
            ? ""
            : Files.readString(folder.staffKeys());
    return new Backup(address).to(file.toAbsolutePath(), Map.of(STAFF_KEYS, keys));
  }
}
