package bakery.platform.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a database is and as whom to enter: {@code
 * postgresql://user:password@host:port[,host2:port2]/database[?sslmode=verify-full&sslrootcert=FILE]}.
 * Of several hosts the primary is used. Text forms hide the password.
 */
public record PostgresAddress(
    List<Host> hosts, String database, String user, String password, PostgresTls tls) {
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern SHAPE =
      Pattern.compile("postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^/?@]+)/([^/?]+)(?:\\?(.*))?");

  /** One server. */
  public record Host(String name, int port) {
    @Override
    public String toString() {
      return name + ":" + port;
    }

    private static Host parse(String text) {
      var colon = text.lastIndexOf(':');
      // an IPv6 address stands in brackets
      if (colon < 0 || text.endsWith("]")) return new Host(text, DEFAULT_PORT);
      return new Host(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  public PostgresAddress {
    hosts = List.copyOf(hosts);
  }

  /** Without encryption on the way. */
  public PostgresAddress(List<Host> hosts, String database, String user, String password) {
    this(hosts, database, user, password, PostgresTls.NONE);
  }

  /**
   * @throws IllegalArgumentException when the text has another shape; the message does not quote it
   */
  public static PostgresAddress parse(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected postgresql://user:password@host:port[,host2:port2]/database[?sslmode=MODE]");
    }
    return new PostgresAddress(
        Arrays.stream(match.group(3).split(",")).map(Host::parse).toList(),
        decoded(match.group(4)),
        decoded(match.group(1)),
        match.group(2) == null ? "" : decoded(match.group(2)),
        match.group(5) == null ? PostgresTls.NONE : PostgresTls.parse(match.group(5)));
  }

  PostgresAddress as(String otherUser, String otherPassword) {
    return new PostgresAddress(hosts, database, otherUser, otherPassword, tls);
  }

  public PostgresAddress to(String otherDatabase) {
    return new PostgresAddress(hosts, otherDatabase, user, password, tls);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://"
        + hosts.stream().map(Host::toString).collect(Collectors.joining(","))
        + "/"
        + database
        + (hosts.size() > 1 ? "?targetServerType=primary" : "");
  }

  /** The text form, password included. */
  public String text() {
    return "postgresql://"
        + encoded(user)
        + ":"
        + encoded(password)
        + "@"
        + hosts.stream().map(Host::toString).collect(Collectors.joining(","))
        + "/"
        + encoded(database)
        + tls.query();
  }

  @Override
  public String toString() {
    return user + "@" + hosts + "/" + database;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
