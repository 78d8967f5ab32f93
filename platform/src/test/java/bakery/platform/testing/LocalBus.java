package bakery.platform.testing;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.TryLater;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A bus within one JVM on which the nodes of a test meet: the first who serves is asked. */
public final class LocalBus implements Bus {

  private final Map<String, List<Post>> posts = new ConcurrentHashMap<>();

  private record Post(Context context, Function<Object, Future<?>> handler) {}

  @Override
  public Future<List<Receipt>> send(String role, List<Letter> letters) {
    return call("letters " + role, letters);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Future<Registration> serve(
      String role, Function<List<Letter>, Future<List<Receipt>>> handler) {
    return post("letters " + role, letters -> handler.apply((List<Letter>) letters));
  }

  @Override
  public Future<Object> ask(String role, Object query) {
    return call("questions " + role, query);
  }

  @Override
  public Future<Registration> answer(String role, Function<Object, Future<?>> handler) {
    return post("questions " + role, handler);
  }

  @Override
  public void publish(String topic, Buffer news) {
    posts.getOrDefault("topic " + topic, List.of()).forEach(post -> run(post, news));
  }

  @Override
  public Future<Registration> subscribe(String topic, Consumer<Buffer> handler) {
    return post(
        "topic " + topic,
        news -> {
          handler.accept((Buffer) news);
          return Future.succeededFuture();
        });
  }

  @Override
  public Registration onDeparture(Consumer<UUID> handler) {
    return Future::succeededFuture;
  }

  private Future<Registration> post(String address, Function<Object, Future<?>> handler) {
    Post post = new Post(Vertx.currentContext(), handler);
    List<Post> here = posts.computeIfAbsent(address, missing -> new CopyOnWriteArrayList<>());
    here.add(post);
    return Future.succeededFuture(
        () -> {
          here.remove(post);
          return Future.succeededFuture();
        });
  }

  @SuppressWarnings("unchecked")
  private <T> Future<T> call(String address, Object what) {
    List<Post> here = posts.getOrDefault(address, List.of());
    if (here.isEmpty()) return Future.failedFuture(new TryLater("nobody at " + address));
    return back(() -> (Future<T>) run(here.getFirst(), what));
  }

  private static Future<?> run(Post post, Object what) {
    Promise<Object> answered = Promise.promise();
    if (post.context == null) return post.handler.apply(what);
    post.context.runOnContext(
        now -> post.handler.apply(what).onComplete(answered::complete, answered::fail));
    return answered.future();
  }

  /** The answer arrives where the question was asked. */
  private static <T> Future<T> back(Supplier<Future<T>> call) {
    Context asker = Vertx.currentContext();
    if (asker == null) return call.get();
    Promise<T> here = Promise.promise();
    call.get().onComplete(done -> asker.runOnContext(now -> here.handle(done)));
    return here.future();
  }
}
