package bakery.node;

import bakery.platform.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateways of one bakery may share a port. The system would let two bakeries share one as well, and
 * hand each other's customers out at random: so who listens there already is asked first.
 */
final class SharedPort {
  private static final Logger LOG = LoggerFactory.getLogger(SharedPort.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String LIVE = "/health/live";

  private SharedPort() {}

  /**
   * @throws IllegalArgumentException when it is the operations port of this very node as well: two
   *     servers of one JVM at one port would take each other's visitors
   * @throws IllegalStateException when the port belongs to somebody else
   */
  static void check(Settings settings, String bakery) throws InterruptedException {
    var host = settings.text("BAKERY_HTTP_HOST", "127.0.0.1");
    var port = settings.number("BAKERY_HTTP_PORT", 8080, 0, 65_535);
    if (port != 0 && port == Operations.port(settings)) {
      throw new IllegalArgumentException(
          "BAKERY_OPERATIONS_PORT=" + port + " must be another than BAKERY_HTTP_PORT");
    }
    if (port == 0 || isFree(host, port)) return;
    try (var http =
        HttpClient.newBuilder().sslContext(Trust.anybody()).connectTimeout(PATIENCE).build()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(Trust.http(settings) + "://" + host + ":" + port + LIVE))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (!answer.body().strip().equals(Operations.alive(bakery))) {
        throw new IllegalStateException(
            "port " + port + " belongs to another program; choose one with --port");
      }
    } catch (IOException e) {
      // a frozen gateway of ours, perhaps; another program does not let anybody share its port
      LOG.warn("who listens at {}:{} does not answer, joining in", host, port);
    }
  }

  /** The usual case; an HTTP client only for this would cost a node a tenth of a second. */
  private static boolean isFree(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
      return false;
    } catch (ConnectException e) {
      LOG.debug("nobody listens at {}:{}", host, port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
