package bakery.platform.postgres;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed file of lines, readable for its owner only. What was forced is on the disk and can
 * be read whatever happens to its writer.
 */
final class ArchiveFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final Writer lines;

  private ArchiveFile(FileChannel channel) throws IOException {
    this.channel = channel;
    var zipped = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES, true);
    lines = new OutputStreamWriter(zipped, StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException when there is such a file already
   */
  static ArchiveFile create(Path file) throws IOException {
    try {
      return new ArchiveFile(
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(file + " exists already", e);
    }
  }

  void write(Iterable<String> all) throws IOException {
    for (var line : all) lines.append(line).append('\n');
  }

  void force() throws IOException {
    lines.flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
