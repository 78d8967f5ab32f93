package bakery.node;

import bakery.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * A database for the moment, in a data folder of its own. It is gone when it is closed or this JVM
 * is told to stop; what a killed JVM left, nodes of that folder included, the next one removes.
 */
public final class OwnDatabase implements AutoCloseable {
  private static final String PREFIX = "bakery-own-";

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final Thread hook = new Thread(this::remove, "remove-own-database");

  private OwnDatabase(Path folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
  }

  /**
   * Starts the server.
   *
   * @param parent below which the folder is made
   * @param programs where the server's programs are or will be unpacked, seen from the new folder
   * @param server settings of the server on top of the product's
   */
  public static OwnDatabase open(Path parent, Path programs, Map<String, String> server)
      throws IOException {
    tidyUp(parent);
    var folder = new DataFolder(parent.resolve(PREFIX + ProcessHandle.current().pid())).open();
    var postgres = EmbeddedPostgres.in(folder.root(), folder.root().resolve(programs), server);
    var database = new OwnDatabase(folder.root(), postgres);
    Runtime.getRuntime().addShutdownHook(database.hook);
    try {
      postgres.start();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** To give to nodes as {@code BAKERY_DATA}: they find the running server there. */
  public Path folder() {
    return folder;
  }

  /** Its {@code postgresql://} address as administrator. */
  public String address() {
    return postgres.address();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      return; // the hook does it
    }
    remove();
  }

  private void remove() {
    postgres.stopImmediately();
    delete(folder);
  }

  private static void tidyUp(Path parent) throws IOException {
    Files.createDirectories(parent);
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        var pid = folder.getFileName().toString().substring(PREFIX.length());
        if (!pid.matches("\\d+") || !Files.isWritable(folder) || lives(Long.parseLong(pid)))
          continue;
        for (var node : new DataFolder(folder).running()) {
          node.process().ifPresent(ProcessHandle::destroyForcibly);
        }
        EmbeddedPostgres.in(folder).stopImmediately();
        delete(folder);
      }
    }
  }

  /** Our own pid may have been another's. */
  private static boolean lives(long pid) {
    return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) return;
    try (var files = Files.walk(folder)) {
      for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
