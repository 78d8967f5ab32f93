package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries letters, questions and news between JVMs, at most once: what must not be forgotten stands
 * in an outbox. One consumer per address and JVM.
 */
public interface Bus {

  /**
   * Sends letters to any JVM that serves the role.
   *
   * @return a receipt per letter, in their order; fails when no JVM answered in time
   */
  Future<List<Receipt>> send(String role, List<Letter> letters);

  /** Receives the role's letters here. The handler answers after its own commit. */
  Future<Registration> serve(String role, Function<List<Letter>, Future<List<Receipt>>> handler);

  /**
   * Asks any JVM that serves the role; guarded by a time-out and a circuit breaker.
   *
   * @return the answer; fails with {@link TryLater} when nobody answered in time
   */
  Future<Object> ask(String role, Object query);

  /** Answers the role's questions here. A failed future tells the asker to try later. */
  Future<Registration> answer(String role, Function<Object, Future<?>> handler);

  /** Tells all JVMs that subscribed, this one included. May be lost. */
  void publish(String topic, Buffer news);

  Future<Registration> subscribe(String topic, Consumer<Buffer> handler);

  /**
   * Hears, on the caller's event loop, which nodes ({@link Premises#node}) the cluster has lost.
   * Only a hint: a thawed JVM believes that everyone else has gone.
   */
  Registration onDeparture(Consumer<UUID> handler);

  /** Something that this JVM does for others until it ends it. */
  @FunctionalInterface
  interface Registration {

    /** Completes when nobody is sent here any more; what has arrived is still handled. */
    Future<Void> end();
  }
}
