package bakery.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What stands in a data folder: {@code postgres/} (the data), {@code postgres.password} (only for
 * its owner), {@code postgres.port} (kept across restarts, so that running nodes find the server
 * again) and {@code postgres.log}.
 */
record PostgresFolder(Path root) {
  private static final int LOG_LIMIT_BYTES = 10_000_000;
  private static final int LOG_TAIL_LINES = 15;

  /**
   * Below the range from which the system takes ports for clients: a client that keeps knocking
   * while the server is down would one day be given the server's own port and block it.
   */
  private static final int PORT_MIN = 15_000;

  private static final int PORT_MAX = 32_000;

  Path data() {
    return root.resolve("postgres");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  private Path passwordFile() {
    return root.resolve("postgres.password");
  }

  private Path portFile() {
    return root.resolve("postgres.port");
  }

  boolean initialised() {
    return Files.isRegularFile(data().resolve("PG_VERSION"));
  }

  String address() {
    return "postgresql://bakery:" + password() + "@127.0.0.1:" + port() + "/bakery";
  }

  int port() {
    return Integer.parseInt(read(portFile()));
  }

  String password() {
    return read(passwordFile());
  }

  void makePassword() throws IOException {
    if (Files.exists(passwordFile())) return;
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    writePrivately(passwordFile(), HexFormat.of().formatHex(bytes));
  }

  static void writePrivately(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes {@code conf.d}; keeps the port of the last time if nobody else listens there. */
  void configure(Map<String, String> extra) throws IOException {
    if (!Files.exists(portFile()) || !free(port())) {
      Files.writeString(portFile(), freePort() + "\n");
    }
    var confD = Files.createDirectories(data().resolve("conf.d"));
    try (var conf = PostgresFolder.class.getResourceAsStream("bakery.conf")) {
      Files.copy(conf, confD.resolve("10-bakery.conf"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        confD.resolve("20-place.conf"),
        """
        # Written anew at every start by the bakery.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        """
                .formatted(port())
            + extra.entrySet().stream()
                .map(each -> each.getKey() + " = '" + each.getValue() + "'\n")
                .collect(Collectors.joining()));
    var main = data().resolve("postgresql.conf");
    var include = "include_dir = 'conf.d'\n";
    var text = Files.readString(main);
    if (!text.endsWith(include)) Files.writeString(main, text + include);
  }

  void forgetPort() throws IOException {
    Files.deleteIfExists(portFile());
  }

  private static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      var port = new Random().nextInt(PORT_MIN, PORT_MAX);
      if (free(port)) return port;
    }
    throw new IOException("found no free port from " + PORT_MIN + " to " + PORT_MAX);
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The log of errors grows slowly; at a start it may be put aside. */
  void rotateLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
      Files.move(log(), root.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  String logTail() {
    if (!Files.exists(log())) return "(no log)";
    try {
      var lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log() + " cannot be read: " + e.getMessage() + ")";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    }
  }
}
