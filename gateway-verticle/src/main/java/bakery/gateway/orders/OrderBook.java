package bakery.gateway.orders;

import bakery.contracts.Role;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Wish;
import bakery.platform.Deed;
import bakery.platform.Glance;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.RoleService;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All orders of the bakery, as one gateway reads and changes them. */
public final class OrderBook {

  static final Duration PURGE_EVERY = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);

  private final Premises premises;
  private final Vertx vertx;
  private final OrderSettings settings;
  private final RoleService<Order, News> service;
  private final Pool pool;
  private final IdempotencyKeys keys;
  private long purging;

  /**
   * @param onNews hears the steps of every commit of this JVM, in order, on its event loop
   */
  public OrderBook(Premises premises, OrderSettings settings, Consumer<List<News>> onNews) {
    String role = Role.GATEWAY.address();
    Diary diary = new Diary(premises.meters());
    this.premises = premises;
    this.vertx = premises.vertx();
    this.settings = settings;
    this.pool = premises.pools().apply(role);
    this.keys = new IdempotencyKeys(pool);
    this.service =
        new RoleService<>(
            premises,
            role,
            new Orders(),
            new GatewayModel(settings.deadlines()),
            changes -> {
              changes.forEach(diary::note);
              onNews.accept(changes.stream().flatMap(change -> change.records().stream()).toList());
            });
  }

  /** On the event loop that is to do the work. */
  public Future<Void> start() {
    return service
        .start()
        .onSuccess(on -> purging = vertx.setPeriodic(PURGE_EVERY.toMillis(), timer -> purge()));
  }

  public Future<Load> load() {
    return service.load();
  }

  public Repair repair() {
    return service.repair();
  }

  public Glance glance() {
    return new Glance(premises, Role.GATEWAY.address(), new Orders(), service);
  }

  /** Takes nothing more, finishes what is under way, leaves. */
  public Future<Void> drain(Duration limit) {
    vertx.cancelTimer(purging);
    return service.drain(limit);
  }

  /**
   * Takes a fresh order in, once per key.
   *
   * @return the order as committed, or the one that was placed first under this key; fails with
   *     {@link KeyReused} and {@link TryLater}
   */
  public Future<Placed> place(Order fresh, IdempotencyKey key) {
    return service
        .tell(fresh.id(), new Wish.PlaceOrder(fresh.under(key)), fresh.trace())
        .compose(
            order ->
                order == null
                    ? placedBefore(fresh, key)
                    : Future.succeededFuture(new Placed(order, true)));
  }

  /** Those that exist, in no order. */
  public Future<List<Order>> read(Collection<UUID> ids) {
    return service.read(ids);
  }

  /** The number of the last step of each that exists. */
  public Future<Map<UUID, Integer>> lastSteps(Collection<UUID> ids) {
    return LastSteps.read(pool, ids);
  }

  public Future<Optional<Order>> find(UUID id) {
    return read(List.of(id)).map(orders -> orders.stream().findFirst());
  }

  public Future<Optional<Order>> findByKey(String key) {
    return used(key)
        .compose(
            used ->
                used.isPresent()
                    ? find(used.get().order())
                    : Future.succeededFuture(Optional.empty()));
  }

  /**
   * What was placed first under this key, for this body.
   *
   * @return empty when the key is new; fails with {@link KeyReused} for another body
   */
  public Future<Optional<Order>> placedUnder(IdempotencyKey key) {
    return used(key.value())
        .compose(
            used -> {
              if (used.isEmpty()) return Future.succeededFuture(Optional.empty());
              if (!used.get().digest().equals(key.digest())) {
                return Future.failedFuture(new KeyReused());
              }
              return find(used.get().order());
            });
  }

  /**
   * @param reason a short phrase without personal data
   * @param deed of staff, kept with the change, if it is one; null for a customer's wish
   * @return the order after the wish, cancelled or not; empty when it is unknown
   */
  public Future<Optional<Order>> cancel(UUID id, String reason, Deed deed) {
    return service.tell(id, new Wish.Cancel(reason), null, deed).map(Optional::ofNullable);
  }

  /**
   * @param deed kept with the change, if it is one
   * @return the order after the wish, collected or not; empty when it is unknown
   */
  public Future<Optional<Order>> collect(UUID id, Deed deed) {
    return service.tell(id, new Wish.Collect(), null, deed).map(Optional::ofNullable);
  }

  /** The key is taken: by another request, or by ours, whose answer was lost on the way. */
  private Future<Placed> placedBefore(Order fresh, IdempotencyKey key) {
    return placedUnder(key)
        .map(order -> order.orElseThrow(() -> new TryLater("the key was forgotten just now")))
        .map(order -> new Placed(order, order.id().equals(fresh.id())));
  }

  private Future<Optional<IdempotencyKeys.Used>> used(String key) {
    return service
        .here(() -> keys.find(key))
        .recover(e -> Future.failedFuture(new TryLater("the keys cannot be read", e)));
  }

  private void purge() {
    keys.purge(settings.keyLife())
        .onSuccess(count -> LOG.debug("{} idempotency keys forgotten", count))
        .onFailure(e -> LOG.info("old idempotency keys stay for now: {}", e.toString()));
  }
}
