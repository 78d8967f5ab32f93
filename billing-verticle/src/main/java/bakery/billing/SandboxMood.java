package bakery.billing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How the sandbox provider behaves towards everybody. Looked up at most once a second, and only
 * when somebody calls; meanwhile the last one holds.
 */
final class SandboxMood {

  enum Mood {
    /** As the card says. */
    GOOD,
    /** Every answer takes two seconds more. */
    SLOW,
    /** Every call fails at once. */
    DEAD,
    /** No call is ever answered, and none takes effect. */
    SILENT;

    static Mood of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  private static final long LOOK_AFTER_MILLIS = 1_000;

  private final Vertx vertx;
  private final SandboxMemory memory;
  private Mood mood = Mood.GOOD;
  private long lookedAt = Long.MIN_VALUE;

  SandboxMood(Vertx vertx, SandboxMemory memory) {
    this.vertx = vertx;
    this.memory = memory;
  }

  <T> Future<T> over(Supplier<Future<T>> call) {
    look();
    return switch (mood) {
      case GOOD -> call.get();
      case SLOW ->
          vertx
              .timer(SandboxProvider.SLOW.toMillis(), TimeUnit.MILLISECONDS)
              .compose(passed -> call.get());
      case DEAD -> Future.failedFuture("the provider is dead");
      case SILENT -> Promise.<T>promise().future();
    };
  }

  private void look() {
    long now = System.nanoTime() / 1_000_000;
    if (lookedAt != Long.MIN_VALUE && now - lookedAt < LOOK_AFTER_MILLIS) return;
    lookedAt = now;
    memory.mood().onSuccess(read -> mood = read.map(Mood::of).orElse(Mood.GOOD));
  }
}
