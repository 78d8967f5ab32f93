package bakery.platform.tls;

import bakery.platform.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * TLS of an HTTP server, whose certificate may be renewed while it serves. HTTP/1.1 only: limits
 * are counted by connection.
 */
public final class ServerTls {

  /** A client that does not end its handshake costs a descriptor for so long. */
  static final int HANDSHAKE_MILLIS = 5_000;

  private final Identity identity;
  private final Identity.Read first;
  private final Duration lookEvery;

  private ServerTls(Identity identity, Duration lookEvery) {
    this.identity = identity;
    this.first = identity.read();
    this.lookEvery = lookEvery;
  }

  /**
   * Reads the files; blocks.
   *
   * @return empty when neither is set: plain HTTP
   * @throws IllegalArgumentException when they cannot be used; the line names the setting
   */
  public static Optional<ServerTls> from(
      Settings settings, String certificateSetting, String keySetting) {
    Duration lookEvery = settings.millis("BAKERY_TLS_RELOAD_MILLIS", 60_000, 100, 86_400_000);
    return Identity.from(settings, certificateSetting, keySetting)
        .map(identity -> new ServerTls(identity, lookEvery));
  }

  public HttpServerOptions on(HttpServerOptions options) {
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setKeyCertOptions(first.options())
        .setSslHandshakeTimeout(HANDSHAKE_MILLIS)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /**
   * Once it listens, and until the caller's context is closed.
   *
   * @param name of the server, for the gauge
   * @param options with which it was made
   */
  public void renew(
      Vertx vertx,
      String name,
      HttpServer server,
      HttpServerOptions options,
      MeterRegistry meters) {
    new Renewal(
            vertx,
            name,
            identity,
            first,
            pem -> server.updateSSLOptions(options.getSslOptions().copy().setKeyCertOptions(pem)),
            meters)
        .every(lookEvery);
  }
}
