package bakery.gateway.http;

import bakery.contracts.Staff;
import bakery.gateway.feed.Histories;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.gateway.orders.KeyReused;
import bakery.gateway.orders.Placed;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Orders in memory, moved by the test. */
final class FakeDesk implements OrderDesk, Histories {

  record Kept(IdempotencyKey key, UUID order) {}

  final Map<UUID, Order> orders = new ConcurrentHashMap<>();
  final Map<String, Kept> keys = new ConcurrentHashMap<>();
  volatile boolean away;
  volatile RuntimeException bug;
  volatile Promise<Void> slow;
  final AtomicBoolean asked = new AtomicBoolean();

  /** The order is there now; what it would tell followers comes back. */
  List<News> move(UUID id, Status status) {
    Order order = orders.get(id);
    List<News> history = new ArrayList<>(order.history());
    News news = new News(id, history.size() + 1, status, Instant.now(), null);
    history.add(news);
    orders.put(
        id, new Order(order.terms(), status, order.dueAt(), history, Order.WaitsFor.NOTHING));
    return List.of(news);
  }

  @Override
  public Future<Placed> place(Order fresh, IdempotencyKey key) {
    return answer(
        () -> {
          Kept kept = keys.putIfAbsent(key.value(), new Kept(key, fresh.id()));
          if (kept == null) orders.put(fresh.id(), fresh);
          if (kept != null && !kept.key.equals(key)) throw new KeyReused();
          return new Placed(orders.get(kept == null ? fresh.id() : kept.order), kept == null);
        });
  }

  @Override
  public Future<Optional<Order>> placedUnder(IdempotencyKey key) {
    return answer(
        () -> {
          Kept kept = keys.get(key.value());
          if (kept != null && !kept.key.equals(key)) throw new KeyReused();
          return Optional.ofNullable(kept).map(k -> orders.get(k.order));
        });
  }

  @Override
  public Future<Optional<Order>> find(UUID id) {
    return answer(() -> Optional.ofNullable(orders.get(id)));
  }

  @Override
  public Future<Optional<Order>> findByKey(String key) {
    return answer(() -> Optional.ofNullable(keys.get(key)).map(kept -> orders.get(kept.order)));
  }

  @Override
  public Future<Optional<Order>> cancel(UUID id, String reason, Optional<Staff> staff) {
    return answer(
        () -> {
          Order order = orders.get(id);
          if (order == null) return Optional.empty();
          if (order.status() == Status.PLACED) move(id, Status.CANCELLING);
          return Optional.of(orders.get(id));
        });
  }

  @Override
  public Future<Optional<Order>> collect(UUID id, Staff staff) {
    return answer(
        () -> {
          Order order = orders.get(id);
          if (order == null) return Optional.empty();
          if (order.status() == Status.READY && order.isPickup()) move(id, Status.COLLECTED);
          return Optional.of(orders.get(id));
        });
  }

  @Override
  public Future<List<List<News>>> read(Collection<UUID> ids) {
    List<UUID> asked = List.copyOf(ids);
    return answer(
        () ->
            asked.stream()
                .filter(orders::containsKey)
                .map(id -> orders.get(id).history())
                .toList());
  }

  @Override
  public Future<Map<UUID, Integer>> lastSteps(Collection<UUID> ids) {
    List<UUID> asked = List.copyOf(ids);
    return answer(
        () ->
            asked.stream()
                .filter(orders::containsKey)
                .collect(Collectors.toMap(id -> id, id -> orders.get(id).seq())));
  }

  private <T> Future<T> answer(Supplier<T> call) {
    asked.set(true);
    if (bug != null) throw bug;
    if (away) return Future.failedFuture(new TryLater("the database is away"));
    Future<Void> when = slow == null ? Future.succeededFuture() : slow.future();
    return when.map(v -> call.get());
  }
}
