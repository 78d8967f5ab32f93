package bakery.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks the PostgreSQL programs that come in a jar, once; either all of them are there or none.
 */
public final class PostgresBinaries {
  static final String VERSION = "18.4";

  /**
   * What the server is started with. For glibc: a server process keeps up to 32 MiB of what a
   * statement needed; else it gives the kernel all back after each batch, and takes it again page
   * by page with the next.
   */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("LC_ALL", "C", "MALLOC_TRIM_THRESHOLD_", "33554432", "MALLOC_TOP_PAD_", "1048576");

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres} below the given one. */
  public static Path in(Path parent) throws IOException {
    var home = parent.resolve("postgres-" + VERSION);
    if (Files.isDirectory(home)) return home;
    Files.createDirectories(parent);
    var fresh = Files.createTempDirectory(parent, "unpacking-");
    try (var archive = open()) {
      unpack(archive, fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(fresh);
      // another JVM may have been quicker
      if (!Files.isDirectory(home)) throw e;
    }
    return home;
  }

  private static InputStream open() throws IOException {
    var machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          case String other -> other;
        };
    var name = "postgres-linux-" + machine + ".txz";
    var found = PostgresBinaries.class.getClassLoader().getResourceAsStream(name);
    if (found == null) {
      throw new IOException(
          "this program brings no PostgreSQL for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + " ("
              + name
              + " is missing): set BAKERY_DB to a PostgreSQL of your own");
    }
    return found;
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, into);
      }
    }
  }

  private static void unpack(InputStream tar, TarArchiveEntry entry, Path into) throws IOException {
    var target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("the archive holds a path outside of itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
      var runs = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
