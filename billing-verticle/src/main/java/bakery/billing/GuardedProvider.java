package bakery.billing;

import bakery.billing.PaymentProvider.Charge;
import bakery.billing.model.Intent;
import bakery.billing.model.Outcome;
import bakery.billing.model.Outcome.Definite;
import bakery.billing.model.Outcome.Done;
import bakery.billing.model.Outcome.Refused;
import bakery.billing.model.Outcome.Unknown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payment provider behind a circuit breaker: every call ends in time, and a provider that fails
 * is left alone for a while. Whatever is not its definite word is an unknown outcome.
 */
final class GuardedProvider {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);
  private static final long FAILURES_WINDOW_MILLIS = 10_000;

  private final PaymentProvider provider;
  private final MeterRegistry meters;
  private final CircuitBreaker breaker;

  GuardedProvider(
      Vertx vertx, PaymentProvider provider, ProviderSettings settings, MeterRegistry meters) {
    this.provider = provider;
    this.meters = meters;
    this.breaker =
        CircuitBreaker.create(
                "payment-provider",
                vertx,
                new CircuitBreakerOptions()
                    .setTimeout(settings.call().toMillis())
                    .setMaxFailures(settings.maxFailures())
                    .setFailuresRollingWindow(FAILURES_WINDOW_MILLIS)
                    .setResetTimeout(settings.reset().toMillis()))
            .openHandler(
                now ->
                    LOG.warn(
                        "payment provider fails, left alone for {} ms",
                        settings.reset().toMillis()))
            .closeHandler(now -> LOG.info("payment provider answers again"));
    Gauge.builder("bakery.provider.breaker", breaker, GuardedProvider::number)
        .description("0 closed, 1 half open, 2 open")
        .register(meters);
  }

  /** Never fails. */
  Future<Outcome> ask(Intent intent, Charge charge) {
    Timer.Sample sample = Timer.start(meters);
    return breaker
        .execute(() -> call(intent, charge))
        .map(definite -> (Outcome) definite)
        .recover(failure -> unknown(failure, charge))
        .onSuccess(outcome -> sample.stop(timer(intent, outcome)));
  }

  void close() {
    breaker.close();
  }

  private Future<Definite> call(Intent intent, Charge charge) {
    return switch (intent) {
      case Intent.Hold ignored -> provider.hold(charge);
      case Intent.Capture ignored -> provider.capture(charge);
      case Intent.Release ignored -> provider.release(charge);
      case Intent.Refund ignored -> provider.refund(charge);
    };
  }

  /** The failure's own words are not repeated: they may quote the card. */
  private static Future<Outcome> unknown(Throwable failure, Charge charge) {
    switch (failure) {
      case OpenCircuitException ignored ->
          LOG.debug("{}: provider left alone, asked later", charge.key());
      case TimeoutException ignored ->
          LOG.info("{}: no answer in time, asked again with the same key", charge.key());
      default ->
          LOG.info(
              "{}: provider failed ({}), asked again with the same key",
              charge.key(),
              failure.getClass().getSimpleName());
    }
    return Future.succeededFuture(new Unknown());
  }

  private Timer timer(Intent intent, Outcome outcome) {
    return meters.timer(
        "bakery.provider.calls", "operation", operation(intent), "outcome", name(outcome));
  }

  private static String operation(Intent intent) {
    return switch (intent) {
      case Intent.Hold ignored -> "hold";
      case Intent.Capture ignored -> "capture";
      case Intent.Release ignored -> "release";
      case Intent.Refund ignored -> "refund";
    };
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Done ignored -> "done";
      case Refused ignored -> "refused";
      case Unknown ignored -> "unknown";
    };
  }

  private static int number(CircuitBreaker breaker) {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }
}
