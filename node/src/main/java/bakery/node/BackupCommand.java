package bakery.node;

import bakery.contracts.Role;
import bakery.platform.Settings;
import bakery.platform.access.AccessSettings;
import bakery.platform.postgres.Backup;
import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
    var settings = SettingOptions.read(spec);
    var began = System.nanoTime();
    var rows =
        settings.text("BAKERY_DB").isPresent()
            ? backup(external(settings), settings)
            : embedded(settings);
    System.out.printf(
        "Backed up %,d rows of %d tables into %s (%,d bytes) in %.1f s.%n",
        rows.values().stream().mapToLong(Long::longValue).sum(),
        rows.size(),
        file,
        Files.size(file),
        (System.nanoTime() - began) / 1e9);
    return 0;
  }

  /** Of several databases no moment is the same, and no backup of theirs would fit together. */
  static String external(Settings settings) {
    var url = settings.text("BAKERY_DB").orElseThrow();
    for (var role : Role.values()) {
      var name = "BAKERY_DB_" + role.address().toUpperCase(Locale.ROOT);
      if (settings.text(name).filter(own -> !own.equals(url)).isPresent()) {
        throw new IllegalArgumentException(
            name + " is another database than BAKERY_DB: use its server's own backup");
      }
    }
    return url;
  }

  private Map<String, Long> embedded(Settings settings) throws IOException {
    var folder = DataFolder.of(settings);
    var postgres = EmbeddedPostgres.in(folder.root());
    if (!postgres.exists()) {
      throw new IllegalArgumentException(
          "BAKERY_DB is not set and there is no bakery in " + folder.root());
    }
    var ran = postgres.running();
    try {
      return backup(postgres.start(), settings);
    } finally {
      if (!ran) postgres.stop();
    }
  }

  private Map<String, Long> backup(String url, Settings settings) throws IOException {
    var folder = DataFolder.of(settings);
    // keys that somebody gave the bakery are his to keep
    var keys =
        AccessSettings.named(settings) || !folder.exists()
            ? ""
            : Files.readString(folder.staffKeys());
    return new Backup(address(url)).to(file.toAbsolutePath(), Map.of(STAFF_KEYS, keys));
  }

  private static PostgresAddress address(String url) {
    try {
      return PostgresAddress.parse(url);
    } catch (IllegalArgumentException e) {
      // without the text: it holds a password
      throw new IllegalArgumentException("BAKERY_DB cannot be read: " + e.getMessage(), e);
    }
  }
}
