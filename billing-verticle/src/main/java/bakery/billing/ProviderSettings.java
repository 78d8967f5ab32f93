package bakery.billing;

import bakery.platform.Settings;
import java.time.Duration;

/**
 * How patient billing is with the payment provider.
 *
 * @param call after which a call without an answer counts as unknown; a provider whose answers
 *     always take longer is asked again for ever
 * @param maxFailures so many within ten seconds, and the provider is left alone
 * @param reset after which it is tried again
 */
record ProviderSettings(Duration call, int maxFailures, Duration reset) {

  static ProviderSettings from(Settings settings) {
    return new ProviderSettings(
        settings.millis("BAKERY_PROVIDER_TIMEOUT_MILLIS", 4_000, 50, 60_000),
        settings.number("BAKERY_PROVIDER_MAX_FAILURES", 50, 1, 10_000),
        settings.millis("BAKERY_PROVIDER_RESET_MILLIS", 2_000, 50, 600_000));
  }
}
