package bakery.platform.postgres;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the file of a backup, all of which has been found undamaged. */
final class BackupReader implements AutoCloseable {

  private static final int SMALL_BYTES = 4 << 20;

  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupReader(ZipFile zip, BackupManifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Reads it once from beginning to end.
   *
   * @throws IllegalArgumentException when it is no backup, or not as it was written
   */
  static BackupReader open(Path file) throws IOException {
    ZipFile zip = null;
    try {
      zip = new ZipFile(file.toFile());
      for (var entry : Collections.list(zip.entries())) check(zip, entry);
      var manifest = BackupManifest.of(new JsonObject(text(zip, BackupWriter.MANIFEST)));
      for (var table : manifest.tables()) entry(zip, table.entry());
      return new BackupReader(zip, manifest);
    } catch (ZipException
        | EOFException
        | DecodeException
        | IllegalArgumentException
        | ClassCastException e) {
      if (zip != null) zip.close();
      throw new IllegalArgumentException(
          file + " is no backup, or is damaged: " + e.getMessage(), e);
    }
  }

  BackupManifest manifest() {
    return manifest;
  }

  InputStream table(BackupTable table) throws IOException {
    return new BufferedInputStream(zip.getInputStream(entry(zip, table.entry())), 1 << 16);
  }

  /** One of the small files that belong to it. */
  String text(String name) throws IOException {
    return text(zip, name);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (var in = zip.getInputStream(entry(zip, name))) {
      return new String(in.readNBytes(SMALL_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static ZipEntry entry(ZipFile zip, String name) {
    var entry = zip.getEntry(name);
    if (entry == null) throw new IllegalArgumentException("it holds no " + name);
    return entry;
  }

  private static void check(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException(entry.getName() + " is not as it was written");
      }
    }
  }
}
