package bakery.whole.simulation;

import bakery.billing.model.Answered;
import bakery.billing.model.Intent;
import bakery.billing.model.Outcome;
import bakery.billing.model.Payment;
import bakery.contracts.PaymentMethod;
import bakery.platform.sim.World;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The payment provider outside: remembers every key, acts once for each, and loses answers. What it
 * has in its books is what customers were really charged.
 */
final class SimProvider {

  private static final long TIMEOUT = 4_000;

  private final World world;
  private final double unknown;
  private long deadUntil;
  private final Map<String, Outcome.Definite> answered = new HashMap<>();
  final Map<UUID, Long> held = new HashMap<>();
  final Map<UUID, Long> captured = new HashMap<>();
  final Map<UUID, Long> released = new HashMap<>();

  SimProvider(World world, double unknown) {
    this.world = world;
    this.unknown = unknown;
  }

  /** Hears calls, or not, and answers none. */
  void dieFor(long millis) {
    deadUntil = Math.max(deadUntil, world.millis() + millis);
  }

  Future<Answered> ask(Payment payment) {
    Intent intent = payment.intent().orElseThrow();
    Promise<Answered> promise = Promise.promise();
    boolean dead = world.millis() < deadUntil;
    world.after(
        world.upTo(50),
        () -> {
          if (dead && world.chance(0.5)) answer(promise, intent, new Outcome.Unknown(), TIMEOUT);
          else hear(payment, intent, promise, dead);
        });
    return promise.future();
  }

  private void hear(Payment payment, Intent intent, Promise<Answered> promise, boolean dead) {
    String key = intent.key(payment.orderId());
    Outcome.Definite outcome = answered.computeIfAbsent(key, k -> act(payment, intent));
    boolean lost = dead || world.chance(unknown);
    answer(promise, intent, lost ? new Outcome.Unknown() : outcome, dead ? TIMEOUT : 50);
  }

  private void answer(Promise<Answered> promise, Intent intent, Outcome outcome, long max) {
    world.after(world.upTo(max), () -> promise.complete(new Answered(intent, outcome)));
  }

  private Outcome.Definite act(Payment payment, Intent intent) {
    UUID id = payment.orderId();
    long amount = payment.amount().minor();
    String token = ((PaymentMethod.Card) payment.method()).token();
    return switch (intent) {
      case Intent.Hold ignored ->
          token.equals("tok_declined") ? new Outcome.Refused("declined") : book(held, id, amount);
      case Intent.Capture ignored ->
          token.equals("tok_capture_fails")
              ? new Outcome.Refused("the bank does not pay")
              : book(captured, id, amount);
      case Intent.Release ignored -> book(released, id, amount);
      case Intent.Refund ignored -> throw new AssertionError("nobody asked for a refund");
    };
  }

  private static Outcome.Definite book(Map<UUID, Long> account, UUID order, long amount) {
    account.merge(order, amount, Long::sum);
    return new Outcome.Done();
  }
}
