package bakery.node;

import bakery.contracts.Role;
import bakery.platform.Settings;
import bakery.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A bakery for the moment: a database and a node of every role in a temporary folder. All of it is
 * gone when it is closed or this JVM is told to stop; what a killed JVM left, the next one removes.
 */
final class OwnBakery implements AutoCloseable {
  private static final String PREFIX = "bakery-own-";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final Thread hook;
  private Node node;

  private OwnBakery(Path folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
    this.hook = new Thread(this::remove, "remove-own-bakery");
  }

  /**
   * @param given settings of the user's; where a bakery is and who belongs to it is our own affair
   * @param server settings of the database server
   */
  static OwnBakery open(Settings given, Map<String, String> server) throws Exception {
    tidyUp();
    var folder =
        new DataFolder(TEMPORARY.resolve(PREFIX + ProcessHandle.current().pid())).open().root();
    var usual = DataFolder.of(given);
    // unpacking the server's programs takes seconds: use those that are there
    var programs = usual.exists() ? usual.root() : folder;
    var bakery = new OwnBakery(folder, EmbeddedPostgres.in(folder, programs, server));
    Runtime.getRuntime().addShutdownHook(bakery.hook);
    try {
      bakery.node = Node.open(bakery.settings(given, bakery.postgres.start()));
      return bakery;
    } catch (Exception e) {
      bakery.close();
      throw e;
    }
  }

  private Settings settings(Settings given, String database) {
    var values = new HashMap<>(given.values());
    for (var role : Role.values()) {
      values.remove("BAKERY_DB_" + role.address().toUpperCase(Locale.ROOT));
    }
    var port = Integer.toString(freePort());
    values.put("BAKERY_DATA", folder.toString());
    values.put("BAKERY_DB", database);
    values.put("BAKERY_STAFF_KEY", "");
    values.put("BAKERY_CLUSTER_NAME", folder.getFileName().toString());
    values.put("BAKERY_CLUSTER_HOST", "127.0.0.1");
    values.put("BAKERY_CLUSTER_PORT", port);
    values.put("BAKERY_CLUSTER_MEMBERS", "127.0.0.1:" + port);
    values.put("BAKERY_BUS_PORT", "0");
    values.put("BAKERY_HTTP_PORT", "0");
    values.put("BAKERY_OPERATIONS_PORT", "0");
    values.put("BAKERY_OPENING_HOURS", "");
    values.put("BAKERY_DELIVERY_AREA", "");
    return new Settings(values);
  }

  Node node() {
    return node;
  }

  /** The database's address as administrator. */
  String database() {
    return postgres.address();
  }

  @Override
  public void close() {
    if (node != null) node.close();
    Runtime.getRuntime().removeShutdownHook(hook);
    remove();
  }

  private void remove() {
    postgres.stopImmediately();
    delete(folder);
  }

  private static void tidyUp() throws IOException {
    try (var folders = Files.newDirectoryStream(TEMPORARY, PREFIX + "*")) {
      for (var folder : folders) {
        var pid = folder.getFileName().toString().substring(PREFIX.length());
        if (!pid.matches("\\d+") || !Files.isWritable(folder) || lives(Long.parseLong(pid)))
          continue;
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

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
