package bakery.whole.chaos.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * A copy of a running server's files from which another can start, as pg_basebackup makes one,
 * which the packaged programs do not bring.
 */
record BaseBackup(Path from, Path to) {

  /** Folders that the new server fills by itself. */
  private static final Set<String> ONLY_FOLDERS =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> NOT =
      Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "backup_label.old");

  /**
   * @param server a connection to the server whose files are copied
   */
  void take(Connection server) throws SQLException {
    try (var statement = server.createStatement()) {
      statement.execute("SELECT pg_backup_start('standby', true)");
      copy();
      try (var end = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        end.next();
        Files.writeString(to.resolve("backup_label"), end.getString(1));
      }
      Files.createFile(to.resolve("standby.signal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy() throws IOException {
    delete(to);
    Files.createDirectories(to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    Files.walkFileTree(from, new Copying());
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) Machine.run("rm", "-rf", "--one-file-system", folder.toString());
  }

  private final class Copying extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path copy = to.resolve(from.relativize(folder).toString());
      if (!folder.equals(from)) Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
      if (!ONLY_FOLDERS.contains(from.relativize(folder).toString())) {
        return FileVisitResult.CONTINUE;
      }
      if (folder.endsWith("pg_wal")) {
        for (String inner : new String[] {"archive_status", "summaries"}) {
          Files.createDirectories(copy.resolve(inner));
        }
      }
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (NOT.contains(name) || name.startsWith("pgsql_tmp")) return FileVisitResult.CONTINUE;
      try {
        Files.copy(
            file,
            to.resolve(from.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException gone) {
        return FileVisitResult.CONTINUE; // what the server removes meanwhile, recovery does without
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
      throw failure;
    }
  }
}
