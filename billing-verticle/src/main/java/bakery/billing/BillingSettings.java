package bakery.billing;

import bakery.platform.Settings;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How this billing office works.
 *
 * @param slots payments that one cashier works on at once
 * @param zone where a day begins and ends
 * @param drain how long cashiers may finish what they hold when the office closes
 */
record BillingSettings(int slots, ZoneId zone, Duration drain) {

  static BillingSettings from(Settings settings) {
    return new BillingSettings(
        settings.number("BAKERY_CASHIER_SLOTS", 256, 1, 10_000),
        settings.parsed("BAKERY_ZONE", "Europe/London", ZoneId::of),
        settings.millis("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000));
  }
}
