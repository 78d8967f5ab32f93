package bakery.node;

import bakery.contracts.Role;
import bakery.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A bakery for the moment: a database and a node of every role in a temporary folder, gone when it
 * is closed (see {@link OwnDatabase}).
 */
final class OwnBakery implements AutoCloseable {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final OwnDatabase database;
  private Node node;

  private OwnBakery(OwnDatabase database) {
    this.database = database;
  }

  /**
   * @param given settings of the user's; where a bakery is and who belongs to it is our own affair
   * @param server settings of the database server
   */
  static OwnBakery open(Settings given, Map<String, String> server) throws Exception {
    var usual = DataFolder.of(given);
    // unpacking the server's programs takes seconds: use those that are there
    var programs = usual.exists() ? usual.root() : Path.of("");
    var bakery = new OwnBakery(OwnDatabase.open(TEMPORARY, programs, server));
    try {
      bakery.node = Node.open(bakery.settings(given));
      return bakery;
    } catch (Exception e) {
      bakery.close();
      throw e;
    }
  }

  private Settings settings(Settings given) {
    var values = new HashMap<>(given.values());
    for (var role : Role.values()) {
      values.remove("BAKERY_DB_" + role.address().toUpperCase(Locale.ROOT));
    }
    var port = Integer.toString(freePort());
    values.put("BAKERY_DATA", database.folder().toString());
    values.put("BAKERY_DB", database.address());
    values.keySet().removeIf(name -> name.startsWith("BAKERY_STAFF_"));
    values.put("BAKERY_CLUSTER_NAME", database.folder().getFileName().toString());
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
    return database.address();
  }

  @Override
  public void close() {
    if (node != null) node.close();
    database.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
