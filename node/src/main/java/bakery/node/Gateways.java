package bakery.node;

import bakery.contracts.Right;
import bakery.node.shop.ShopClient;
import bakery.platform.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where commands find the public interface, and with what they show that they are staff. */
final class Gateways {
  /** Somebody sits there and waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Gateways() {}

  /**
   * Those that were named; else the port that is set; else those of this machine's data folder;
   * else where a gateway listens by default.
   */
  static List<URI> of(List<URI> named, Settings settings) {
    if (named != null && !named.isEmpty()) return named;
    var host = settings.text("BAKERY_HTTP_HOST", "127.0.0.1");
    var port = settings.number("BAKERY_HTTP_PORT", 8080, 1, 65_535);
    if (settings.text("BAKERY_HTTP_PORT").isEmpty()) {
      var running =
          DataFolder.of(settings).running().stream()
              .filter(node -> node.process().isPresent() && node.about().containsKey("http"))
              .map(
                  node ->
                      URI.create(
                          Trust.http(settings) + "://" + host + ":" + node.about().get("http")))
              .distinct() // gateways may share a port
              .toList();
      if (!running.isEmpty()) return running;
    }
    return List.of(URI.create(Trust.http(settings) + "://" + host + ":" + port));
  }

  static ShopClient customer(List<URI> named, Settings settings) {
    return new ShopClient(of(named, settings), null, PATIENCE, Trust.given(settings));
  }

  /**
   * @param rights of the token that is shown, unless one is given
   */
  static ShopClient staff(List<URI> named, Settings settings, Right... rights) {
    var token = StaffToken.of(settings, StaffToken.SHORT, rights);
    return new ShopClient(of(named, settings), token, PATIENCE, Trust.given(settings));
  }
}
