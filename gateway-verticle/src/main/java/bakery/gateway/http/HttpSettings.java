package bakery.gateway.http;

import bakery.platform.Settings;
import bakery.platform.tls.ServerTls;
import java.util.Optional;

/**
 * Where the gateway listens.
 *
 * @param host loopback unless told otherwise: a bakery that is tried out is nobody else's
 * @param port 0 for any free one
 * @param tokenSecret empty: the gateways make one and share it in their schema
 * @param tls empty: plain HTTP
 */
public record HttpSettings(
    String host, int port, Optional<String> tokenSecret, Limits limits, Optional<ServerTls> tls) {

  private static final int KEY_CHARS_MIN = 16;

  public static HttpSettings from(Settings settings) {
    return new HttpSettings(
        settings.text("BAKERY_HTTP_HOST", "127.0.0.1"),
        settings.number("BAKERY_HTTP_PORT", 8080, 0, 65_535),
        longEnough(settings, "BAKERY_TOKEN_SECRET"),
        Limits.from(settings),
        ServerTls.from(settings, "BAKERY_HTTP_TLS_CERT", "BAKERY_HTTP_TLS_KEY"));
  }

  private static Optional<String> longEnough(Settings settings, String name) {
    Optional<String> secret = settings.text(name);
    if (secret.isPresent() && secret.get().length() < KEY_CHARS_MIN) {
      throw new IllegalArgumentException(
          name + " must have at least " + KEY_CHARS_MIN + " characters");
    }
    return secret;
  }

  @Override
  public String toString() {
    return "HttpSettings[" + host + ":" + port + "]";
  }
}
