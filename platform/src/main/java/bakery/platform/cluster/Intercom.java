package bakery.platform.cluster;

import bakery.platform.Bus;
import bakery.platform.TryLater;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to one certain node, which the bus, that asks any node of a role, does not know. In
 * JSON both ways, at most once, with a time-out; one address for each incarnation of a JVM.
 */
public final class Intercom {

  private static final Logger log = LoggerFactory.getLogger(Intercom.class);
  private static final int FAILED = 1;
  private static final int MOST_IN_FLIGHT = 512;

  private final Vertx vertx;
  private final ClusterBus bus;
  private final UUID me;
  private final AtomicInteger inFlight;
  private final Counter unanswered;

  Intercom(Vertx vertx, ClusterBus bus, UUID me, MeterRegistry meters) {
    this.vertx = vertx;
    this.bus = bus;
    this.me = me;
    inFlight = meters.gauge("bakery.intercom.in.flight", new AtomicInteger());
    unanswered = meters.counter("bakery.intercom.unanswered");
  }

  /** Answers here what this node is asked. */
  public Future<Bus.Registration> answer(Function<JsonObject, Future<JsonObject>> handler) {
    return bus.open(address(me), (Message<JsonObject> message) -> reply(message, handler));
  }

  /**
   * @return the node's answer; fails with {@link TryLater} when there is none in time, or too much
   *     has been asked already
   */
  public Future<JsonObject> ask(UUID node, JsonObject question, Duration patience) {
    if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
      inFlight.decrementAndGet();
      return Future.failedFuture(new TryLater("too many questions are on their way"));
    }
    return vertx
        .eventBus()
        .<JsonObject>request(
            address(node), question, new DeliveryOptions().setSendTimeout(patience.toMillis()))
        .map(Message::body)
        .onComplete(answered -> inFlight.decrementAndGet())
        .onFailure(failure -> unanswered.increment())
        .recover(failure -> Future.failedFuture(new TryLater("it does not answer", failure)));
  }

  private static void reply(
      Message<JsonObject> message, Function<JsonObject, Future<JsonObject>> handler) {
    Future<JsonObject> answer;
    try {
      answer = handler.apply(message.body());
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer
        .onSuccess(message::reply)
        .onFailure(
            failure -> {
              log.warn("a question of another node failed, it hears so", failure);
              message.fail(FAILED, failure.getClass().getSimpleName());
            });
  }

  private static String address(UUID node) {
    return "node." + node;
  }
}
