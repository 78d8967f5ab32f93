package bakery.platform;

import io.vertx.core.Promise;
import java.util.UUID;

/**
 * A message on its way through the inbox.
 *
 * @param trace W3C traceparent that came with it, or null
 * @param deed to be kept in the audit when it changes something, or null
 * @param epoch the claim under which a worker came to this result; {@link #UNFENCED} for the rest
 * @param since when it came in, as {@link Timers#millis} has it
 * @param rounds how often it found its row busy
 */
record Item<A>(
    UUID id,
    Object message,
    String trace,
    Deed deed,
    int epoch,
    long since,
    int rounds,
    Promise<Fate<A>> promise) {

  static final int UNFENCED = -1;

  /** The message of a worker that gives its claim back undone. */
  static final Object GIVE_BACK = new Object();

  static <A> Item<A> of(UUID id, Object message, String trace, long since) {
    return new Item<>(id, message, trace, null, UNFENCED, since, 0, Promise.promise());
  }

  static <A> Item<A> wish(UUID id, Object wish, String trace, Deed deed, long since) {
    return new Item<>(id, wish, trace, deed, UNFENCED, since, 0, Promise.promise());
  }

  static <A> Item<A> fenced(UUID id, Object message, int epoch, long since) {
    return new Item<>(id, message, null, null, epoch, since, 0, Promise.promise());
  }

  boolean isFenced() {
    return epoch != UNFENCED;
  }

  Item<A> nextRound() {
    return new Item<>(id, message, trace, deed, epoch, since, rounds + 1, promise);
  }
}
