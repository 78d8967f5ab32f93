package bakery.billing;

import bakery.billing.model.Outcome.Definite;
import bakery.billing.model.Outcome.Done;
import bakery.billing.model.Outcome.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A payment provider that moves no money: the card's token says how it behaves. As a real one would
 * it remembers keys for every JVM and across restarts, but only where the token alone does not tell
 * the answer: cards that behave cost no row. Its {@link SandboxMood} comes before any card.
 *
 * <ul>
 *   <li>{@code tok_ok}: all goes well
 *   <li>{@code tok_declined}, {@code tok_insufficient_funds}: nothing can be held
 *   <li>{@code tok_slow}: every answer takes two seconds
 *   <li>{@code tok_flaky}: the first call with each key fails, the next goes well
 *   <li>{@code tok_outcome_unknown}: the first call with each key takes effect but is never
 *       answered; asked again it tells
 *   <li>{@code tok_capture_fails}: can be held but not captured
 *   <li>anything else: unknown card, declined
 * </ul>
 */
public final class SandboxProvider implements PaymentProvider {

  static final Duration SLOW = Duration.ofSeconds(2);

  private static final Definite DONE = new Done();

  private final Vertx vertx;
  private final SandboxMemory memory;
  private final SandboxMood mood;

  public SandboxProvider(Vertx vertx, SandboxMemory memory) {
    this.vertx = vertx;
    this.memory = memory;
    this.mood = new SandboxMood(vertx, memory);
  }

  @Override
  public Future<Definite> hold(Charge charge) {
    return mood.over(() -> held(charge));
  }

  private Future<Definite> held(Charge charge) {
    return switch (charge.token()) {
      case "tok_ok", "tok_slow", "tok_flaky", "tok_outcome_unknown", "tok_capture_fails" ->
          behave(charge, DONE);
      case "tok_declined" -> refuse("card declined");
      case "tok_insufficient_funds" -> refuse("insufficient funds");
      default -> refuse("unknown card");
    };
  }

  @Override
  public Future<Definite> capture(Charge charge) {
    return mood.over(() -> captured(charge));
  }

  private Future<Definite> captured(Charge charge) {
    return switch (charge.token()) {
      case "tok_capture_fails" -> refuse("the card's bank does not pay");
      default -> behave(charge, DONE);
    };
  }

  @Override
  public Future<Definite> release(Charge charge) {
    return mood.over(() -> behave(charge, DONE));
  }

  @Override
  public Future<Definite> refund(Charge charge) {
    return mood.over(() -> behave(charge, DONE));
  }

  private Future<Definite> behave(Charge charge, Definite outcome) {
    return switch (charge.token()) {
      case "tok_slow" -> vertx.timer(SLOW.toMillis(), TimeUnit.MILLISECONDS).map(passed -> outcome);
      case "tok_flaky" ->
          memory
              .isNew(charge.key())
              .compose(first -> first ? Future.failedFuture("flaky") : known(outcome));
      case "tok_outcome_unknown" ->
          memory
              .isNew(charge.key())
              .compose(first -> first ? Promise.<Definite>promise().future() : known(outcome));
      default -> known(outcome);
    };
  }

  private static Future<Definite> refuse(String reason) {
    return known(new Refused(reason));
  }

  private static Future<Definite> known(Definite outcome) {
    return Future.succeededFuture(outcome);
  }
}
