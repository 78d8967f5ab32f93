package bakery.whole;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
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
    patient(what).until(condition::getAsBoolean);
  }

  void untilAsserted(ThrowingRunnable assertion) {
    patient(null).untilAsserted(assertion);
  }

  /** Looks at once, then again and again. */
  private ConditionFactory patient(String what) {
    return Awaitility.await(what).atMost(limit).pollDelay(Duration.ZERO).pollInterval(LOOK_EVERY);
  }
}
