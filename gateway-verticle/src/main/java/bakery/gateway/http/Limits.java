package bakery.gateway.http;

import bakery.platform.Settings;
import java.time.Duration;

/**
 * Every limit of the HTTP side. What the interface promises is constant and stands in the OpenAPI
 * document; what depends on the machine can be set.
 *
 * @param ordersInFlight orders being placed at once in this gateway; beyond it 429
 * @param requestsInFlight others that are being looked after at once; beyond it 503
 * @param followers open feeds in this gateway; beyond it 503
 * @param connections open at once in this gateway; beyond it 503, or closed
 * @param request until a request is answered with 503 (a feed is none)
 * @param idle until a connection on which nothing moves is closed
 * @param notice how long a gateway that is to stop goes on serving, already unready, so that
 *     balancers send nobody any more
 * @param drain for requests under way when the gateway stops
 */
public record Limits(
    int ordersInFlight,
    int requestsInFlight,
    int followers,
    int connections,
    Duration request,
    Duration idle,
    Duration notice,
    Duration drain) {

  static final int LINES = 50;
  static final int QUANTITY = 100;
  static final int BODY_BYTES = 16 * 1024;
  static final int NESTING = 8;
  static final int HEADER_BYTES = 8 * 1024;
  static final int LINE_BYTES = 4 * 1024;

  static final int PRODUCT_CHARS = 64;
  static final int NAME_CHARS = 100;
  static final int PHONE_CHARS = 30;
  static final int STREET_CHARS = 200;
  static final int CITY_CHARS = 100;
  static final int POSTAL_CODE_CHARS = 12;
  static final int CARD_TOKEN_CHARS = 200;
  static final int KEY_CHARS_MIN = 22;
  static final int KEY_CHARS_MAX = 255;

  static final int TICKETS = 500;

  static final int WORKERS = 1_000;
  static final int NODE_CHARS = 64;
  static final int REASON_CHARS = 500;

  /** News that wait for one follower; more than an order ever has can only mean a stuck socket. */
  static final int FOLLOWER_QUEUE = 32;

  static final long FOLLOWER_STUCK_MILLIS = 10_000;
  static final int SOCKET_FRAME_BYTES = 1_024;
  static final long PING_MILLIS = 30_000;
  static final long SILENCE_MILLIS = 90_000;
  static final long COMMENT_MILLIS = 15_000;

  static final int REFUSALS_A_SECOND = 100;
  static final int RETRY_AFTER_MAX_SECONDS = 10;

  public static Limits from(Settings settings) {
    return new Limits(
        settings.number("BAKERY_MAX_ORDERS_IN_FLIGHT", 1_024, 1, 1_000_000),
        settings.number("BAKERY_MAX_REQUESTS_IN_FLIGHT", 4_096, 1, 1_000_000),
        settings.number("BAKERY_MAX_FOLLOWERS", 15_000, 0, 1_000_000),
        settings.number("BAKERY_MAX_CONNECTIONS", Connections.most(), 1, 1_000_000),
        settings.millis("BAKERY_HTTP_REQUEST_MILLIS", 10_000, 100, 600_000),
        settings.millis("BAKERY_HTTP_IDLE_MILLIS", 75_000, 1_000, 3_600_000),
        settings.millis("BAKERY_HTTP_NOTICE_MILLIS", 0, 0, 600_000),
        settings.millis("BAKERY_HTTP_DRAIN_MILLIS", 10_000, 0, 600_000));
  }
}
