package bakery.platform.testing;

import bakery.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * The server for the tests of this JVM, in a folder named after its pid. Folders whose JVM is gone
 * without having tidied up (it was killed) are tidied up by the next one.
 */
final class TestServer {
  private static final String PREFIX = "bakery-test-";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  static final EmbeddedPostgres SERVER = make();

  private TestServer() {}

  private static EmbeddedPostgres make() {
    tidyUp();
    var folder = folder("");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "stop-test-database"));
    return in(folder);
  }

  /**
   * Of this JVM, for a server of its own.
   *
   * @param more than the pid, which the name begins with
   */
  static Path folder(String more) {
    return TEMPORARY.resolve(PREFIX + ProcessHandle.current().pid() + more);
  }

  static EmbeddedPostgres in(Path folder) {
    var programs = Path.of(System.getProperty("user.home"), ".cache", "bakery");
    return EmbeddedPostgres.in(folder, programs, Map.of("fsync", "off"));
  }

  private static void tidyUp() {
    try (var folders = Files.newDirectoryStream(TEMPORARY, PREFIX + "*")) {
      for (var folder : folders) {
        var pid =
            folder.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
        if (pid.matches("\\d+") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void remove(Path folder) {
    if (!Files.exists(folder)) return;
    in(folder).stopImmediately();
    try (var files = Files.walk(folder)) {
      for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("could not remove " + folder + ": " + e);
    }
  }
}
