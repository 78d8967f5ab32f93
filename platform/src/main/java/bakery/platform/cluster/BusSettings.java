package bakery.platform.cluster;

import bakery.platform.Settings;
import java.time.Duration;

/**
 * How long the bus waits and how much it lets wait.
 *
 * @param sendTimeout after it letters without a receipt go out again from their outbox
 * @param lettersInFlight to one role from this JVM; what is beyond goes out later
 * @param questionsInFlight to one role from this JVM; what is beyond is told to try later
 * @param breakerFailures so many failed questions in ten seconds and nobody is asked for a while
 * @param breakerReset that while
 * @param probe how often a node makes sure that the cluster still knows what it serves
 */
public record BusSettings(
    Duration sendTimeout,
    Duration askTimeout,
    int lettersInFlight,
    int questionsInFlight,
    int breakerFailures,
    Duration breakerReset,
    Duration probe) {

  public static BusSettings from(Settings settings) {
    return new BusSettings(
        settings.millis("BAKERY_BUS_SEND_TIMEOUT_MILLIS", 2_000, 50, 60_000),
        settings.millis("BAKERY_BUS_ASK_TIMEOUT_MILLIS", 2_000, 50, 60_000),
        settings.number("BAKERY_BUS_LETTERS_IN_FLIGHT", 8_192, 1, 1_000_000),
        settings.number("BAKERY_BUS_QUESTIONS_IN_FLIGHT", 256, 1, 100_000),
        settings.number("BAKERY_BUS_BREAKER_FAILURES", 20, 1, 1_000),
        settings.millis("BAKERY_BUS_BREAKER_RESET_MILLIS", 1_000, 10, 60_000),
        settings.millis("BAKERY_BUS_PROBE_MILLIS", 5_000, 100, 600_000));
  }
}
