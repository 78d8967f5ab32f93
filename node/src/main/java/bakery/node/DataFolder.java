package bakery.node;

import bakery.platform.Settings;
import bakery.platform.access.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the nodes of one bakery share on one machine: the keys of staff, who runs, and (its own
 * affair) the embedded database. Only its owner may look in.
 */
record DataFolder(Path root) {
  private static final String PRIVATE_FOLDER = "rwx------";
  private static final String PRIVATE_FILE = "rw-------";

  static DataFolder of(Settings settings) {
    return new DataFolder(
        Path.of(settings.text("BAKERY_DATA", ".bakery")).toAbsolutePath().normalize());
  }

  /** Makes it, if need be. */
  DataFolder open() {
    try {
      if (!Files.isDirectory(root)) {
        if (root.getParent() != null) Files.createDirectories(root.getParent());
        Files.createDirectory(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FOLDER)));
      }
      return this;
    } catch (FileAlreadyExistsException e) {
      return this; // another node was quicker
    } catch (IOException e) {
      throw new IllegalStateException("BAKERY_DATA=" + root + " cannot be made: " + e, e);
    }
  }

  boolean exists() {
    return Files.isDirectory(root);
  }

  /** The file of the keys that staff's tokens are signed with; made at the first start. */
  Path staffKeys() {
    return locked(
        () -> {
          var file = root.resolve("staff.pem");
          if (!Files.exists(file)) write(file, Pem.make());
          return file;
        });
  }

  /** A running node of this machine. */
  record Running(long pid, Instant started, Map<String, String> about) {
    /** The process, unless it has ended and the pid is another's by now. */
    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> handle.info().startInstant().filter(started::equals).isPresent());
    }
  }

  /** Notes that this JVM is a node; {@code down} finds it by that. */
  void register(Map<String, String> about) {
    var self = ProcessHandle.current();
    var text = new StringBuilder();
    text.append("started=").append(self.info().startInstant().orElse(Instant.EPOCH)).append('\n');
    about.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      write(Files.createDirectories(nodes()).resolve(Long.toString(self.pid())), text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unregister() {
    forget(ProcessHandle.current().pid());
  }

  void forget(long pid) {
    try {
      Files.deleteIfExists(nodes().resolve(Long.toString(pid)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Running> running() {
    var found = new ArrayList<Running>();
    if (!Files.isDirectory(nodes())) return found;
    try (var files = Files.newDirectoryStream(nodes(), "[0-9]*")) {
      for (var file : files) {
        var pid = file.getFileName().toString();
        if (pid.matches("\\d+")) read(file).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Optional<Running> read(Path file) throws IOException {
    var about = new LinkedHashMap<String, String>();
    try {
      for (var line : Files.readAllLines(file)) {
        var sides = line.split("=", 2);
        if (sides.length == 2) about.put(sides[0], sides[1]);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has just left
    }
    var started = about.remove("started");
    return Optional.of(
        new Running(
            Long.parseLong(file.getFileName().toString()),
            started == null ? Instant.EPOCH : Instant.parse(started),
            about));
  }

  private Path nodes() {
    return root.resolve("nodes");
  }

  private static void write(Path file, String text) throws IOException {
    var fresh =
        Files.createTempFile(
            file.getParent(),
            "new-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(Work<T> work) {
    synchronized (DataFolder.class) {
      try (var channel =
          FileChannel.open(
              root.resolve("bakery.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        return work.run();
      } catch (IOException e) {
        throw new UncheckedIOException("the data folder " + root + ": " + e, e);
      }
    }
  }
}
