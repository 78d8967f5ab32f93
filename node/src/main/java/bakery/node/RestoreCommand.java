package bakery.node;

import bakery.platform.Settings;
import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back, into a new data folder or an empty database. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Restores a backup into a new data folder, or into the empty database of BAKERY_DB.",
      "Start the bakery afterwards: what was under way when the backup was taken goes on."
    })
final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "what the command backup has written")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var database = DatabaseAtHand.of(spec);
    try (var restore = Restore.from(file)) {
      var rows =
          database.isEmbedded()
              ? embedded(restore, database.settings())
              : restore.into(database.external());
      System.out.printf(
          "Restored %,d rows of %d tables, as of %s.%n",
          rows.values().stream().mapToLong(Long::longValue).sum(), rows.size(), restore.takenAt());
    }
    return 0;
  }

  private static Map<String, Long> embedded(Restore restore, Settings settings) throws IOException {
    var folder = DataFolder.of(settings);
    var postgres = EmbeddedPostgres.in(folder.root());
    if (postgres.exists()) {
      throw new IllegalArgumentException(
          "there is a bakery in " + folder.root() + " already: restore into a new folder");
    }
    folder.open();
    var keys = restore.text(BackupCommand.STAFF_KEYS);
    if (!keys.isBlank()) folder.staffKeys(keys);
    try {
      return restore.into(postgres.start());
    } finally {
      postgres.stop();
    }
  }
}
