package bakery.delivery;

import bakery.contracts.Pace;
import bakery.delivery.model.Patience;
import bakery.platform.Settings;
import java.time.Duration;

/**
 * How this bakery delivers.
 *
 * @param slots orders that one courier has on the way at once
 * @param travel to a door, at the pace of this bakery
 * @param patience tries, and the pause between them at the pace of this bakery
 * @param drain how long couriers may finish their tours when delivery closes
 */
record DeliverySettings(int slots, Duration travel, Patience patience, Duration drain) {

  private static final int A_DAY = 86_400;

  static DeliverySettings from(Settings settings) {
    Pace pace = settings.parsed("BAKERY_PACE", "60", Pace::parse);
    int travel = settings.number("BAKERY_TRAVEL_SECONDS", 600, 0, A_DAY);
    int pause = settings.number("BAKERY_DELIVERY_PAUSE_SECONDS", 900, 0, A_DAY);
    return new DeliverySettings(
        settings.number("BAKERY_COURIER_SLOTS", 32, 1, 10_000),
        pace.of(Duration.ofSeconds(travel)),
        new Patience(
            settings.number("BAKERY_DELIVERY_TRIES", 3, 1, 100),
            pace.of(Duration.ofSeconds(pause))),
        settings.millis("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000));
  }
}
