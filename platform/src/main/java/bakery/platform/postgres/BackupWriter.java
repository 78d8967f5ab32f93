package bakery.platform.postgres;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the file of a backup; under its name it appears whole, or not at all. */
final class BackupWriter implements AutoCloseable {

  static final String MANIFEST = "manifest.json";

  private final Path file;
  private final Path unfinished;
  private final ZipOutputStream zip;

  /** Something that writes and knows how many rows it has written. */
  interface Rows {
    long writeTo(OutputStream out) throws IOException, SQLException;
  }

  private BackupWriter(Path file, Path unfinished, ZipOutputStream zip) {
    this.file = file;
    this.unfinished = unfinished;
    this.zip = zip;
  }

  /**
   * @throws IllegalArgumentException when there is such a file already
   */
  static BackupWriter create(Path file) throws IOException {
    if (Files.exists(file)) throw new IllegalArgumentException(file + " exists already");
    var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    // it holds names and addresses: only for its owner
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
    return new BackupWriter(file, unfinished, new ZipOutputStream(out));
  }

  long write(String entry, Rows rows) throws IOException, SQLException {
    zip.putNextEntry(new ZipEntry(entry));
    var written = rows.writeTo(zip);
    zip.closeEntry();
    return written;
  }

  void write(String entry, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Nothing comes after it. */
  void complete(BackupManifest manifest) throws IOException {
    write(MANIFEST, manifest.json().encodePrettily() + "\n");
    zip.close();
    try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    try {
      Files.createLink(file, unfinished); // unlike a move it replaces nothing
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(file + " exists already", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    Files.deleteIfExists(unfinished);
  }
}
