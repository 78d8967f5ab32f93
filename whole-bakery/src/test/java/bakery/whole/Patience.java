package bakery.whole;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for a condition, never for a time. */
record Patience(Duration limit) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  static Patience within(Duration limit) {
    return new Patience(limit);
  }

  static Patience seconds(long seconds) {
    return new Patience(Duration.ofSeconds(seconds));
  }

  void until(String what, BooleanSupplier condition) {
    Awaitility.await(what).atMost(limit).pollInterval(LOOK_EVERY).until(condition::getAsBoolean);
  }

  void untilAsserted(ThrowingRunnable assertion) {
    Awaitility.await().atMost(limit).pollInterval(LOOK_EVERY).untilAsserted(assertion);
  }
}
