package bakery.gateway;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/** A bus in memory: delivers at once, loses what the test says, asks whom the test names. */
public final class FakeBus implements Bus {

  private record Ear(String topic, Consumer<Buffer> handler) {}

  private final List<Ear> ears = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Object, Object>> roles = new HashMap<>();
  private BiPredicate<String, Buffer> loses = (topic, news) -> false;

  public void losing(BiPredicate<String, Buffer> what) {
    loses = what;
  }

  /** The role answers so; null for a role that is away. */
  public void role(String role, Function<Object, Object> answer) {
    if (answer == null) roles.remove(role);
    else roles.put(role, answer);
  }

  @Override
  public Future<Object> ask(String role, Object query) {
    Function<Object, Object> answer = roles.get(role);
    if (answer == null) return Future.failedFuture(new TryLater(role + " is away"));
    return Future.succeededFuture(answer.apply(query));
  }

  @Override
  public void publish(String topic, Buffer news) {
    if (loses.test(topic, news)) return;
    for (Ear ear : ears) if (ear.topic.equals(topic)) ear.handler.accept(news);
  }

  @Override
  public Future<Registration> subscribe(String topic, Consumer<Buffer> handler) {
    Ear ear = new Ear(topic, handler);
    ears.add(ear);
    return Future.succeededFuture(
        () -> {
          ears.remove(ear);
          return Future.succeededFuture();
        });
  }

  @Override
  public Future<List<Receipt>> send(String role, List<Letter> letters) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Registration> serve(
      String role, Function<List<Letter>, Future<List<Receipt>>> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Registration> answer(String role, Function<Object, Future<?>> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Registration onDeparture(Consumer<UUID> handler) {
    throw new UnsupportedOperationException();
  }
}
