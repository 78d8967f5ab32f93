package bakery.platform.cluster;

import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.TryLater;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A role as this JVM sees it from outside: what is on its way there, and whether it answers. */
final class Destination {

  private final Vertx vertx;
  private final String role;
  private final BusSettings settings;
  private final DeliveryOptions letters;
  private final DeliveryOptions questions;
  private final CircuitBreaker breaker;
  private final AtomicInteger lettersInFlight;
  private final AtomicInteger questionsInFlight;
  private final Counter unanswered;

  Destination(Vertx vertx, String role, BusSettings settings, MeterRegistry meters) {
    this.vertx = vertx;
    this.role = role;
    this.settings = settings;
    letters = options(LetterCodec.NAME, settings.sendTimeout().toMillis());
    questions = options(ParcelCodec.NAME, settings.askTimeout().toMillis());
    breaker =
        CircuitBreaker.create(
            role,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(settings.breakerFailures())
                .setResetTimeout(settings.breakerReset().toMillis())
                .setTimeout(-1)); // the question has its own
    Gauge.builder("bakery.bus.breaker", breaker, Destination::number)
        .tags(tag(role))
        .register(meters);
    lettersInFlight = meters.gauge("bakery.bus.letters.in.flight", tag(role), new AtomicInteger());
    questionsInFlight =
        meters.gauge("bakery.bus.questions.in.flight", tag(role), new AtomicInteger());
    unanswered = meters.counter("bakery.bus.letters.unanswered", tag(role));
  }

  Future<List<Receipt>> send(List<Letter> batch) {
    if (!enter(lettersInFlight, batch.size(), settings.lettersInFlight())) {
      return Future.failedFuture(new TryLater("too many letters are on their way to " + role));
    }
    return vertx
        .eventBus()
        .<Receipts>request(ClusterBus.letters(role), new LetterBatch(batch), letters)
        .map(reply -> receipts(reply, batch.size()))
        .onFailure(failure -> unanswered.increment(batch.size()))
        .eventually(() -> leave(lettersInFlight, batch.size()));
  }

  Future<Object> ask(Object query) {
    if (!enter(questionsInFlight, 1, settings.questionsInFlight())) {
      return Future.failedFuture(new TryLater("too many questions are on their way to " + role));
    }
    return breaker
        .execute(() -> request(query))
        .eventually(() -> leave(questionsInFlight, 1))
        .recover(failure -> Future.failedFuture(new TryLater(role + " does not answer", failure)));
  }

  void close() {
    breaker.close();
  }

  private Future<Object> request(Object query) {
    return vertx
        .eventBus()
        .<Parcel>request(ClusterBus.questions(role), new Parcel(Optional.of(query)), questions)
        .map(reply -> reply.body().content().orElseThrow());
  }

  private List<Receipt> receipts(Message<Receipts> reply, int expected) {
    List<Receipt> each = reply.body().each();
    if (each.size() != expected) {
      throw new IllegalStateException(
          role + " gave " + each.size() + " receipts for " + expected + " letters");
    }
    return each;
  }

  /** Something bigger than the limit still goes when it is alone. */
  private static boolean enter(AtomicInteger inFlight, int more, int limit) {
    int before = inFlight.getAndAdd(more);
    if (before == 0 || before + more <= limit) return true;
    inFlight.addAndGet(-more);
    return false;
  }

  private static Future<Void> leave(AtomicInteger inFlight, int less) {
    inFlight.addAndGet(-less);
    return Future.succeededFuture();
  }

  private static DeliveryOptions options(String codec, long timeoutMillis) {
    return new DeliveryOptions().setCodecName(codec).setSendTimeout(timeoutMillis);
  }

  /** 0 closed, 1 half open, 2 open. */
  private static int number(CircuitBreaker breaker) {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private static Tags tag(String role) {
    return Tags.of("role", role);
  }
}
