package bakery.platform;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The event loop on which all of a role's engine happens, reached from any thread. */
final class EventLoop {

  private volatile Context context;

  /** The caller's event loop is the one. Outside Vert.x, as in a simulation, there is none. */
  void settle() {
    context = Vertx.currentContext();
  }

  /** Runs there, and answers on the caller's own event loop. */
  <T> Future<T> run(Supplier<Future<T>> action) {
    Context home = context;
    Context caller = Vertx.currentContext();
    if (home == null || caller == home) return action.get();
    Promise<T> answer = Promise.promise();
    Consumer<Runnable> back = caller == null ? Runnable::run : on(caller);
    home.runOnContext(v -> action.get().onComplete(done -> back.accept(() -> answer.handle(done))));
    return answer.future();
  }

  private static Consumer<Runnable> on(Context context) {
    return task -> context.runOnContext(v -> task.run());
  }
}
