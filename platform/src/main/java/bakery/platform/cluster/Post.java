package bakery.platform.cluster;

import bakery.platform.Bus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address that this JVM listens at, on the event loop that opened it, until it is ended. */
final class Post<T> implements Bus.Registration {

  private static final Logger log = LoggerFactory.getLogger(Post.class);
  private static final int CONFIRM_SECONDS = 15;
  private static final int TRIES = 4;

  private final Vertx vertx;
  private final String address;
  private final Handler<Message<T>> handler;
  private final Consumer<Post<?>> onEnd;
  private final Context context;
  private MessageConsumer<T> consumer;
  private volatile boolean open;

  Post(Vertx vertx, String address, Handler<Message<T>> handler, Consumer<Post<?>> onEnd) {
    this.vertx = vertx;
    this.address = address;
    this.handler = handler;
    this.onEnd = onEnd;
    this.context = vertx.getOrCreateContext();
  }

  String address() {
    return address;
  }

  /** Completes when the other JVMs can find it; fails when the cluster does not say so in time. */
  Future<Void> open() {
    return onContext(() -> open(TRIES).onSuccess(done -> open = true));
  }

  private Future<Void> open(int tries) {
    return register()
        .timeout(CONFIRM_SECONDS, TimeUnit.SECONDS)
        .recover(
            failure -> {
              if (tries == 1) return Future.failedFuture(failure);
              log.warn("the cluster does not confirm that {} is here, again", address, failure);
              consumer.unregister();
              return open(tries - 1);
            });
  }

  boolean isOpen() {
    return open;
  }

  /** Registers anew before the old registration goes, so that no message finds nobody. */
  Future<Void> renew() {
    return onContext(
        () -> {
          if (!open) return Future.succeededFuture();
          MessageConsumer<T> old = consumer;
          return register().compose(done -> old.unregister());
        });
  }

  @Override
  public Future<Void> end() {
    return onContext(
        () -> {
          open = false;
          onEnd.accept(this);
          return consumer.unregister();
        });
  }

  private Future<Void> register() {
    consumer = vertx.eventBus().consumer(address, handler);
    return consumer.completion();
  }

  private Future<Void> onContext(Supplier<Future<Void>> task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> task.get().onComplete(done));
    return done.future();
  }
}
