package bakery.gateway.orders;

import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.platform.Premises;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** All orders of the bakery, as one gateway reads and changes them. */
public final class OrderBook {

  /**
   * @param onNews hears the steps of every commit of this JVM, in order, on its event loop
   */
  public OrderBook(Premises premises, OrderSettings settings, Consumer<List<News>> onNews) {}

  public Future<Void> start() {
    throw new UnsupportedOperationException();
  }

  /** Takes nothing more, finishes what is under way, leaves. */
  public Future<Void> drain(Duration limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a fresh order in, once per key.
   *
   * @return the order as committed, or the one that was placed first under this key; fails with
   *     {@link KeyReused} and {@link bakery.platform.TryLater}
   */
  public Future<Placed> place(Order fresh, IdempotencyKey key) {
    throw new UnsupportedOperationException();
  }

  /** Those that exist, in no order. */
  public Future<List<Order>> read(Collection<UUID> ids) {
    throw new UnsupportedOperationException();
  }

  public Future<Optional<Order>> find(UUID id) {
    throw new UnsupportedOperationException();
  }

  public Future<Optional<Order>> findByKey(String key) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param reason a short phrase without personal data
   * @return the order after the wish, cancelled or not; empty when it is unknown
   */
  public Future<Optional<Order>> cancel(UUID id, String reason) {
    throw new UnsupportedOperationException();
  }

  /**
   * @return the order after the wish, collected or not; empty when it is unknown
   */
  public Future<Optional<Order>> collect(UUID id) {
    throw new UnsupportedOperationException();
  }
}
