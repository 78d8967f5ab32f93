package bakery.platform.postgres;

import bakery.platform.tls.Authorities;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How the way to a database is encrypted: the parameters {@code sslmode} and {@code sslrootcert} of
 * its address, as libpq has them.
 *
 * @param rootCertificates a PEM file of whom to believe; with it {@code require} verifies too
 */
record PostgresTls(Mode mode, Optional<Path> rootCertificates) {

  static final PostgresTls NONE = new PostgresTls(Mode.DISABLE, Optional.empty());

  enum Mode {
    DISABLE("disable", SslMode.DISABLE),
    REQUIRE("require", SslMode.REQUIRE),
    VERIFY_CA("verify-ca", SslMode.VERIFY_CA),
    VERIFY_FULL("verify-full", SslMode.VERIFY_FULL);

    final String text;
    final SslMode client;

    Mode(String text, SslMode client) {
      this.text = text;
      this.client = client;
    }

    private static Mode of(String text) {
      return Arrays.stream(values())
          .filter(mode -> mode.text.equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "sslmode="
                          + text
                          + ", but it is one of "
                          + Arrays.stream(values())
                              .map(mode -> mode.text)
                              .collect(Collectors.joining(", "))));
    }

    private boolean verifies() {
      return this == VERIFY_CA || this == VERIFY_FULL;
    }
  }

  PostgresTls {
    if (mode.verifies() && rootCertificates.isEmpty()) {
      throw new IllegalArgumentException("sslmode=" + mode.text + " needs sslrootcert=FILE");
    }
    if (mode == Mode.REQUIRE && rootCertificates.isPresent()) mode = Mode.VERIFY_CA;
  }

  /**
   * @param query {@code sslmode=verify-full&sslrootcert=/etc/bakery/ca.pem}
   * @throws IllegalArgumentException when it names something else, or a file that cannot be used
   */
  static PostgresTls parse(String query) {
    Map<String, String> given = new HashMap<>();
    for (String part : query.split("&")) {
      String[] sides = part.split("=", 2);
      if (sides.length < 2 || !sides[0].equals("sslmode") && !sides[0].equals("sslrootcert")) {
        throw new IllegalArgumentException(
            "after the ? may stand sslmode and sslrootcert, not " + sides[0]);
      }
      given.put(sides[0], URLDecoder.decode(sides[1].replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    var tls =
        new PostgresTls(
            Mode.of(given.getOrDefault("sslmode", "require")),
            Optional.ofNullable(given.get("sslrootcert")).map(Path::of));
    tls.rootCertificates().ifPresent(file -> Authorities.in("sslrootcert", file).read());
    return tls;
  }

  /** For the pools. Reads the file; blocks. */
  void on(PgConnectOptions options) {
    options.setSslMode(mode.client);
    if (mode == Mode.DISABLE) return;
    var ssl = new ClientSSLOptions();
    rootCertificates.ifPresentOrElse(
        file -> ssl.setTrustOptions(Authorities.in("sslrootcert", file).read()),
        () -> ssl.setTrustAll(true));
    ssl.setHostnameVerificationAlgorithm(mode == Mode.VERIFY_FULL ? "HTTPS" : "");
    options.setSslOptions(ssl);
  }

  /** For plain connections. */
  void on(Properties properties) {
    properties.setProperty("sslmode", mode.text);
    rootCertificates.ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
  }

  /** As it stands behind the address; empty when nothing need be said. */
  String query() {
    if (equals(NONE)) return "";
    return "?sslmode="
        + mode.text
        + rootCertificates
            .map(file -> "&sslrootcert=" + URLEncoder.encode(file + "", StandardCharsets.UTF_8))
            .orElse("");
  }
}
