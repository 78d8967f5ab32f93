package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For starts: a database that does not answer is asked again until it does, however long that
 * takes. What does not pass by itself, such as a wrong password or a missing schema, is a failure
 * at once.
 */
public final class Insistence {

  static final int FIRST_PAUSE_MILLIS = 200;
  static final int LONGEST_PAUSE_MILLIS = 5_000;
  static final int ANSWER_SECONDS = 10;

  private static final AtomicInteger WAITING = new AtomicInteger();
  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);

  private final String what;
  private final Backoff pauses;
  private boolean warned;

  private Insistence(String what, LongUnaryOperator upTo) {
    this.what = what;
    this.pauses = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS, upTo);
  }

  /**
   * @param what it is for, as in "kitchen: the menu"
   */
  public static <T> Future<T> on(Vertx vertx, String what, Supplier<Future<T>> ask) {
    return on(
        new VertxTimers(vertx), what, () -> ask.get().timeout(ANSWER_SECONDS, TimeUnit.SECONDS));
  }

  static <T> Future<T> on(Timers timers, String what, Supplier<Future<T>> ask) {
    return new Insistence(what, timers::upTo).untilAnswered(timers, ask);
  }

  /** The same on a thread that may wait. */
  public static <T> T blocking(String what, Supplier<T> ask) {
    LongUnaryOperator upTo = most -> ThreadLocalRandom.current().nextLong(most + 1);
    return new Insistence(what, upTo).untilAnswered(ask);
  }

  /** Whether anything in this JVM waits for a database to answer again. */
  public static boolean waits() {
    return WAITING.get() > 0;
  }

  private <T> Future<T> untilAnswered(Timers timers, Supplier<Future<T>> ask) {
    return ask.get()
        .onSuccess(answer -> answered())
        .recover(
            failure -> {
              if (!Failures.pass(failure)) {
                waitsNoMore();
                return Future.failedFuture(failure);
              }
              Promise<Void> pause = Promise.promise();
              timers.after(pauseAfter(failure), pause::complete);
              return pause.future().compose(over -> untilAnswered(timers, ask));
            });
  }

  private <T> T untilAnswered(Supplier<T> ask) {
    while (true) {
      try {
        T answer = ask.get();
        answered();
        return answer;
      } catch (RuntimeException failure) {
        if (!Failures.pass(failure)) {
          waitsNoMore();
          throw failure;
        }
        pause(pauseAfter(failure));
      }
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private long pauseAfter(Throwable failure) {
    long millis = pauses.nextMillis();
    if (warned) LOG.debug("{} in {} ms again: {}", what, millis, Failures.describe(failure));
    else LOG.warn("{}: the start waits for its database: {}", what, Failures.describe(failure));
    if (!warned) WAITING.incrementAndGet();
    warned = true;
    return millis;
  }

  private void answered() {
    if (warned) LOG.info("{}: its database answers, the start goes on", what);
    waitsNoMore();
  }

  private void waitsNoMore() {
    if (warned) WAITING.decrementAndGet();
    warned = false;
  }
}
