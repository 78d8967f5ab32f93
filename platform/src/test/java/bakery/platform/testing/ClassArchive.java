package bakery.platform.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the libraries, ready to be mapped into memory: a node that a test starts takes a
 * fifth to a third less processor time until it is ready. Made once for this Java and these very
 * jars, by watching a first node, and kept beside the test servers' programs. Without it all is
 * just slower.
 */
public final class ClassArchive {
  private static final Path KEPT = Path.of(System.getProperty("user.home"), ".cache", "bakery");
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** What it is made with, nodes must be started with. */
  private static final String OPENS = System.getProperty("bakery.jvm.opens", "");

  private static final String PREFIX = "test-classes-";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String READY = " is ready: ";
  private static final Duration KEPT_UNUSED = Duration.ofDays(30);
  private static final int LIMIT_SECONDS = 180;

  private final List<String> libraries;
  private final Path archive;
  private Boolean there;

  /**
   * @param listed the file in which the build names the class path of what is started; where there
   *     is none, there is no archive
   */
  public ClassArchive(Path listed) {
    libraries = Files.exists(listed) ? libraries(listed) : List.of();
    archive = KEPT.resolve(PREFIX + key() + ".jsa");
  }

  /** The libraries first, for an archive holds for the beginning of a class path only. */
  public String before(String classPath) {
    if (libraries.isEmpty()) return classPath;
    return Stream.concat(libraries.stream(), entries(classPath).filter(ClassArchive::isOurs))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * How a JVM loads from it; nothing while somebody else makes it.
   *
   * @param node of these options of the JVM and these settings: a node with every role
   */
  public synchronized List<String> options(
      BiFunction<List<String>, Map<String, String>, ProcessBuilder> node) {
    if (there == null) there = !libraries.isEmpty() && (used() || make(node));
    if (!there) return List.of();
    return List.of(
        // else each JVM moves all of it to an address of its own
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        "-XX:SharedArchiveFile=" + archive);
  }

  private boolean used() {
    return archive.toFile().setLastModified(System.currentTimeMillis());
  }

  private boolean make(BiFunction<List<String>, Map<String, String>, ProcessBuilder> node) {
    var lock = KEPT.resolve(PREFIX + "lock");
    try {
      Files.createDirectories(KEPT);
      try (var file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = file.tryLock()) {
        return held != null && (Files.exists(archive) || dumped(listed(node)));
      }
    } catch (IOException e) {
      System.err.println("no archive of classes, nodes start more slowly: " + e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Which classes a node loads until it is ready and while it ends. */
  private static Path listed(BiFunction<List<String>, Map<String, String>, ProcessBuilder> node)
      throws IOException, InterruptedException {
    var folder = TestServer.folder("-watched");
    var list = folder.resolve("classes");
    var server = TestServer.in(folder);
    try {
      var settings =
          Map.of(
              "BAKERY_DB", server.start(),
              "BAKERY_DATA", folder.toString(),
              "BAKERY_HTTP_PORT", "0",
              "BAKERY_CLUSTER_PORT", Integer.toString(ClusterPorts.stretch()));
      var watched = node.apply(List.of("-XX:DumpLoadedClassList=" + list), settings);
      var process = watched.redirectErrorStream(true).start();
      limited(process);
      try (var said = process.inputReader()) {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
          // by its handle, which leaves open what it still says
          if (line.contains(READY)) process.toHandle().destroy();
        }
      }
      process.waitFor();
      return Files.copy(list, KEPT.resolve(PREFIX + "list"), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      TestServer.remove(folder);
    }
  }

  private boolean dumped(Path list) throws IOException, InterruptedException {
    var made = KEPT.resolve(PREFIX + "made");
    var command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(OPENS.split(" ")));
    command.addAll(List.of("-Xshare:dump", "-Xlog:disable", "-XX:SharedClassListFile=" + list));
    command.add("-XX:SharedArchiveFile=" + made);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, libraries)));
    command.removeIf(String::isBlank);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    limited(process);
    if (process.waitFor() != 0) return false;
    forgetOld();
    Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static void limited(Process process) {
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }

  /** Of other jars or another Java; not at once, for tests of another checkout may use it. */
  private static void forgetOld() throws IOException {
    var then = Instant.now().minus(KEPT_UNUSED);
    try (var archives = Files.newDirectoryStream(KEPT, PREFIX + "*.jsa")) {
      for (var one : archives) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(then)) Files.delete(one);
      }
    }
  }

  private static List<String> libraries(Path listed) {
    try {
      return entries(Files.readString(listed).strip()).filter(entry -> !isOurs(entry)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the JVM does, by size and time. */
  private String key() {
    var jars =
        libraries.stream()
            .map(File::new)
            .map(jar -> List.of(jar, jar.length(), jar.lastModified()));
    return Integer.toHexString(Objects.hash(JAVA, Runtime.version(), OPENS, jars.toList()));
  }

  private static boolean isOurs(String entry) {
    return Path.of(entry).toAbsolutePath().startsWith(PROJECT);
  }

  private static Stream<String> entries(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator));
  }
}
