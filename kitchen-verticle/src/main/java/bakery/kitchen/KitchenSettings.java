package bakery.kitchen;

import bakery.contracts.Pace;
import bakery.platform.Settings;
import java.time.Duration;

/**
 * How this kitchen works.
 *
 * @param ovenSlots tickets that one baker bakes at once
 * @param pace sixty times real unless told otherwise, so that who tries the bakery out sees the end
 *     of an order; a shop sets {@code real}
 * @param menuPoll how often the menu is looked at, should news of a change be lost
 * @param drain how long bakers may finish what they hold when the kitchen closes
 */
record KitchenSettings(int ovenSlots, Pace pace, Duration menuPoll, Duration drain) {

  static KitchenSettings from(Settings settings) {
    return new KitchenSettings(
        settings.number("BAKERY_OVEN_SLOTS", 32, 1, 10_000),
        settings.parsed("BAKERY_PACE", "60", Pace::parse),
        settings.millis("BAKERY_MENU_POLL_MILLIS", 1_000, 100, 60_000),
        settings.millis("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000));
  }
}
