package bakery.gateway.orders;

import bakery.gateway.model.Deadlines;
import bakery.platform.Settings;
import java.time.Duration;

/**
 * What can be set about orders.
 *
 * @param promise from placing to the promised time
 * @param keyLife how long idempotency keys are kept
 * @param deadlines how long an order may stay in a status
 */
public record OrderSettings(Duration promise, Duration keyLife, Deadlines deadlines) {

  public static OrderSettings from(Settings settings) {
    return new OrderSettings(
        Duration.ofMinutes(settings.number("BAKERY_PROMISE_MINUTES", 45, 1, 10_080)),
        Duration.ofHours(settings.number("BAKERY_KEY_HOURS", 72, 1, 8_760)),
        new Deadlines(
            seconds(settings, "BAKERY_DUE_PAYMENT_SECONDS", 120),
            seconds(settings, "BAKERY_DUE_BAKING_SECONDS", 3_600),
            seconds(settings, "BAKERY_DUE_COLLECTION_SECONDS", 14_400),
            seconds(settings, "BAKERY_DUE_DELIVERY_SECONDS", 7_200),
            seconds(settings, "BAKERY_DUE_ANSWER_SECONDS", 300)));
  }

  private static Duration seconds(Settings settings, String name, int otherwise) {
    return Duration.ofSeconds(settings.number(name, otherwise, 1, 2_592_000));
  }
}
