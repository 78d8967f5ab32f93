package bakery.billing;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.billing.PaymentProvider.Charge;
import bakery.billing.model.Intent;
import bakery.billing.model.Outcome;
import bakery.billing.model.Outcome.Done;
import bakery.billing.model.Outcome.Refused;
import bakery.billing.model.Outcome.Unknown;
import bakery.contracts.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's cards, as a cashier sees them through the circuit breaker. */
class SandboxTest {

  private static final Intent HOLD = new Intent.Hold();
  private static final Intent CAPTURE = new Intent.Capture();

  private final Set<String> memory = ConcurrentHashMap.newKeySet();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vertx vertx;
  private GuardedProvider provider;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    provider = here(new ProviderSettings(Duration.ofMillis(500), 3, Duration.ofMillis(200)));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theGoodCardHoldsCapturesReleasesAndRefundsAndLeavesNoTrace() {
    for (Intent intent : Set.of(HOLD, CAPTURE, new Intent.Release())) {
      assertThat(ask(intent, "tok_ok")).isEqualTo(new Done());
    }
    assertThat(ask(new Intent.Refund(null, null), "")).isEqualTo(new Done());
    assertThat(memory).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, card declined",
    "tok_insufficient_funds, insufficient funds",
    "tok_nonsense, unknown card"
  })
  void someCardsHoldNothing(String token, String reason) {
    assertThat(ask(HOLD, token)).isEqualTo(new Refused(reason));
  }

  @Test
  void oneCardHoldsButDoesNotPay() {
    assertThat(ask(HOLD, "tok_capture_fails")).isEqualTo(new Done());
    assertThat(ask(CAPTURE, "tok_capture_fails")).isInstanceOf(Refused.class);
    assertThat(ask(new Intent.Release(), "tok_capture_fails")).isEqualTo(new Done());
  }

  @Test
  void theFlakyCardFailsOnceAKeyEvenWhenAnotherNodeAsksAgain() {
    assertThat(ask(HOLD, "tok_flaky")).isEqualTo(new Unknown());

    provider = here(new ProviderSettings(Duration.ofMillis(500), 3, Duration.ofMillis(200)));

    assertThat(ask(HOLD, "tok_flaky")).isEqualTo(new Done());
    assertThat(ask(HOLD, "tok_flaky")).isEqualTo(new Done());
    assertThat(ask(CAPTURE, "tok_flaky")).isEqualTo(new Unknown());
    assertThat(ask(CAPTURE, "tok_flaky")).isEqualTo(new Done());
  }

  @Test
  void anAnswerThatIsLostIsToldWhenAskedAgain() {
    assertThat(ask(HOLD, "tok_outcome_unknown")).isEqualTo(new Unknown());

    assertThat(memory).containsExactly("order:hold"); // it took effect
    assertThat(ask(HOLD, "tok_outcome_unknown")).isEqualTo(new Done());
  }

  @Test
  void theSlowCardAnswersWithinThePatienceOfTheDefaults() {
    ProviderSettings defaults =
        ProviderSettings.from(new bakery.platform.Settings(java.util.Map.of()));
    provider = here(defaults);
    long before = System.nanoTime();

    assertThat(ask(HOLD, "tok_slow")).isEqualTo(new Done());

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(SandboxProvider.SLOW.minusMillis(50), defaults.call());
  }

  @Test
  void whatTakesTooLongIsUnknownAndNotWaitedFor() {
    long before = System.nanoTime();

    assertThat(ask(HOLD, "tok_slow")).isEqualTo(new Unknown());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SandboxProvider.SLOW);
  }

  @Test
  void aProviderThatFailsIsLeftAloneAndTriedAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(HOLD, "tok_flaky", "order-" + i)).isEqualTo(new Unknown());
    }

    assertThat(breaker()).isEqualTo(2);
    assertThat(ask(HOLD, "tok_ok")).isEqualTo(new Unknown()); // not even asked
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> breaker() == 1);
    assertThat(ask(HOLD, "tok_ok")).isEqualTo(new Done());
    assertThat(breaker()).isZero();
    assertThat(
            meters
                .get("bakery.provider.calls")
                .tags("operation", "hold", "outcome", "unknown")
                .timer()
                .count())
        .isEqualTo(4);
  }

  @Test
  void aProviderThatThrowsIsUnknownToo() {
    PaymentProvider broken =
        new SandboxProvider(
            vertx,
            key -> {
              throw new IllegalStateException("no memory");
            });
    provider =
        new GuardedProvider(
            vertx,
            broken,
            new ProviderSettings(Duration.ofMillis(500), 3, Duration.ofMillis(200)),
            meters);

    assertThat(ask(HOLD, "tok_flaky")).isEqualTo(new Unknown());
  }

  @Test
  void aChargeDoesNotShowItsCard() {
    assertThat(charge("order:hold", "tok_secret").toString()).doesNotContain("tok_secret");
  }

  /** A provider as another JVM would have it: its own breaker, the same memory. */
  private GuardedProvider here(ProviderSettings settings) {
    SandboxProvider sandbox =
        new SandboxProvider(vertx, key -> Future.succeededFuture(memory.add(key)));
    return new GuardedProvider(vertx, sandbox, settings, meters);
  }

  private Outcome ask(Intent intent, String token) {
    return ask(intent, token, "order");
  }

  private Outcome ask(Intent intent, String token, String order) {
    try {
      return provider
          .ask(intent, charge(order + ":" + intent.name(), token))
          .await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("never answered", e);
    }
  }

  private static Charge charge(String key, String token) {
    return new Charge(key, "order:hold", token, Money.of(950, "GBP"));
  }

  private double breaker() {
    return meters.get("bakery.provider.breaker").gauge().value();
  }
}
