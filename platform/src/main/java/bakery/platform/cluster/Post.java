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

  /** More than a call takes whose answer is lost, see cluster.xml. */
  static final int CONFIRM_SECONDS = 15;

  /** Here it is gone at once, and the others notice. */
  private static final int FORGET_SECONDS = 3;

  private static final int TRIES = 4;

  private final Vertx vertx;
  private final String address;
  private final Handler<Message<T>> handler;
  private final Presence presence;
  private final Consumer<Post<?>> onEnd;
  private final Context context;
  private MessageConsumer<T> consumer;
  private volatile boolean open;

  Post(
      Vertx vertx,
      String address,
      Handler<Message<T>> handler,
      Presence presence,
      Consumer<Post<?>> onEnd) {
    this.vertx = vertx;
    this.address = address;
    this.handler = handler;
    this.presence = presence;
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
          return register()
              .onFailure(
                  failure -> {
                    consumer.unregister();
                    consumer = old;
                  })
              .compose(done -> forget(old));
        });
  }

  @Override
  public Future<Void> end() {
    return onContext(
        () -> {
          open = false;
          onEnd.accept(this);
          presence.settled(address);
          return forget(consumer);
        });
  }

  private Future<Void> register() {
    presence.awaited(address);
    consumer = vertx.eventBus().consumer(address, handler);
    return consumer
        .completion()
        .timeout(CONFIRM_SECONDS, TimeUnit.SECONDS)
        .onSuccess(done -> presence.settled(address));
  }

  private static Future<Void> forget(MessageConsumer<?> consumer) {
    return consumer.unregister().timeout(FORGET_SECONDS, TimeUnit.SECONDS);
  }

  private Future<Void> onContext(Supplier<Future<Void>> task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> task.get().onComplete(done));
    return done.future();
  }
}
