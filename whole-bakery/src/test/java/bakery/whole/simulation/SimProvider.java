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

  private final World world;
  private final double unknown;
  private final Map<String, Outcome.Definite> answered = new HashMap<>();
  final Map<UUID, Long> held = new HashMap<>();
  final Map<UUID, Long> captured = new HashMap<>();
  final Map<UUID, Long> released = new HashMap<>();

  SimProvider(World world, double unknown) {
    this.world = world;
    this.unknown = unknown;
  }

  Future<Answered> ask(Payment payment) {
    Intent intent = payment.intent().orElseThrow();
    Promise<Answered> promise = Promise.promise();
    world.after(
        world.upTo(50),
        () -> {
          String key = intent.key(payment.orderId());
          Outcome.Definite outcome = answered.computeIfAbsent(key, k -> act(payment, intent));
          boolean lost = world.chance(unknown);
          world.after(
              world.upTo(50),
              () -> promise.complete(new Answered(intent, lost ? new Outcome.Unknown() : outcome)));
        });
    return promise.future();
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
