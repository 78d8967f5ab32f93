package bakery.node;

import bakery.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What humans call a node. It is the same after a restart, because what belongs to the node in the
 * database goes by it: {@code BAKERY_NAME}, or the machine's name and the first number that no
 * running node of the data folder has.
 */
final class NodeName implements AutoCloseable {
  private static final String ALLOWED = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final int NUMBERS = 1_000;

  private final String text;
  private final FileChannel held;

  private NodeName(String text, FileChannel held) {
    this.text = text;
    this.held = held;
  }

  /** The name is this JVM's until it is closed; the system takes it back from who is killed. */
  static NodeName claim(Settings settings) {
    var given = settings.text("BAKERY_NAME");
    if (given.isPresent()) return new NodeName(checked(given.get()), null);
    var folder = DataFolder.of(settings).open();
    try {
      var names = Files.createDirectories(folder.root().resolve("names"));
      for (int number = 1; number <= NUMBERS; number++) {
        var held = lock(names.resolve(Integer.toString(number)));
        if (held != null) return new NodeName(host() + "-" + number, held);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + folder.root() + ": " + e, e);
    }
    throw new IllegalStateException(
        NUMBERS + " nodes of " + folder.root() + " run here; set BAKERY_NAME for more");
  }

  private static String checked(String name) {
    if (name.matches(ALLOWED)) return name;
    throw new IllegalArgumentException(
        "BAKERY_NAME=" + name + " must be 1 to 64 letters, digits, dots, dashes or underscores");
  }

  /** Null when another node has it. */
  private static FileChannel lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) return channel;
    } catch (OverlappingFileLockException thisVeryJvm) {
      // a test has several nodes in one
    }
    channel.close();
    return null;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
    } catch (UnknownHostException e) {
      return "node";
    }
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public void close() {
    if (held == null) return;
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
