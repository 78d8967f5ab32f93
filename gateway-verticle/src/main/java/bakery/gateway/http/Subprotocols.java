package bakery.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Browsers cannot send headers with a websocket, but subprotocols: {@code new WebSocket(url,
 * ["bakery.feed", "bearer.TOKEN"])}. The server chooses {@code bakery.feed} where it is offered,
 * else the bearer one, for a browser gives up when none is chosen.
 */
final class Subprotocols {

  static final String FEED = "bakery.feed";
  private static final String HEADER = "Sec-WebSocket-Protocol";
  private static final String BEARER = "bearer.";

  private Subprotocols() {}

  static Optional<String> token(HttpServerRequest request) {
    return offered(request).stream()
        .filter(name -> name.startsWith(BEARER) && name.length() > BEARER.length())
        .findFirst()
        .map(name -> name.substring(BEARER.length()));
  }

  /** Leaves in the request only what is chosen: the handshake takes the first it finds. */
  static void choose(HttpServerRequest request) {
    List<String> offered = offered(request);
    Optional<String> chosen =
        offered.stream()
            .filter(FEED::equals)
            .findFirst()
            .or(() -> offered.stream().filter(name -> name.startsWith(BEARER)).findFirst());
    request.headers().remove(HEADER);
    chosen.ifPresent(name -> request.headers().set(HEADER, name));
  }

  private static List<String> offered(HttpServerRequest request) {
    return request.headers().getAll(HEADER).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .toList();
  }
}
