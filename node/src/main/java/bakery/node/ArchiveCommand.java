package bakery.node;

import bakery.node.terminal.Exit;
import bakery.platform.postgres.Archive;
import bakery.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves what is long over out of the tables. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Moves orders that have ended, of the bakery of the data folder or of BAKERY_DB,",
      "from the tables into a file, while work goes on. The journal stays."
    })
final class ArchiveCommand implements Callable<Integer> {
  static final String[] SETTINGS = {"BAKERY_DATA", "BAKERY_DB", "BAKERY_KEY_HOURS"};

  /** Keys are forgotten a while after their time. */
  private static final Duration UNTIL_KEYS_ARE_FORGOTTEN = Duration.ofDays(1);

  private static final List<Archive.Table> TABLES =
      List.of(
          new Archive.Table("gateway", "orders", "order"),
          new Archive.Table("kitchen", "ticket", "ticket"),
          new Archive.Table("delivery", "delivery", "delivery"),
          new Archive.Table("billing", "payment", "payment"));
  private static final long TELL_EVERY = 10_000;

  @Parameters(
      paramLabel = "FILE",
      description = "a new file, a JSON object an order and line, compressed by gzip")
  private Path file;

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "TIME",
      description =
          "placed so long ago, for example 90d; at least a day more than BAKERY_KEY_HOURS")
  private String age;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var span = TokenCommand.span("--older-than", age);
    checkThatNoKeyIsLeft(span);
    var before = Instant.now().minus(span);
    var began = System.nanoTime();
    var moved = DatabaseAtHand.of(spec).use(address -> archive(address, before));
    spec.commandLine()
        .getOut()
        .printf(
            "Archived %,d orders placed before %s in %s (%,d bytes) in %.1f s.%n",
            moved, before, file, Files.size(file), (System.nanoTime() - began) / 1e9);
    return Exit.OK;
  }

  /** Whoever repeats a request is answered with its order, so that must be there. */
  private void checkThatNoKeyIsLeft(Duration span) {
    var kept = SettingOptions.read(spec).number("BAKERY_KEY_HOURS", 72, 1, 8_760);
    var youngest = Duration.ofHours(kept).plus(UNTIL_KEYS_ARE_FORGOTTEN);
    if (span.compareTo(youngest) < 0) {
      throw new IllegalArgumentException(
          "--older-than is at least %dh, not %s: idempotency keys are kept for %d hours (BAKERY_KEY_HOURS)"
              .formatted(youngest.toHours(), age, kept));
    }
  }

  private long archive(PostgresAddress address, Instant before) throws IOException {
    return new Archive(address, TABLES, this::tell).to(file.toAbsolutePath(), before);
  }

  private void tell(long moved) {
    if (moved % TELL_EVERY == 0) spec.commandLine().getErr().printf("%,d orders%n", moved);
  }
}
