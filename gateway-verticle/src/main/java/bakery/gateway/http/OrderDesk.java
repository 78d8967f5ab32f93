package bakery.gateway.http;

import bakery.contracts.Staff;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.Order;
import bakery.gateway.orders.Placed;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Port: what the HTTP side wants of the orders. All of it fails with {@link
 * bakery.platform.TryLater} when there is no room or no database.
 */
public interface OrderDesk {

  /** Once per key; fails with {@link bakery.gateway.orders.KeyReused}. */
  Future<Placed> place(Order fresh, IdempotencyKey key);

  /** What was placed first under the key; fails with {@link bakery.gateway.orders.KeyReused}. */
  Future<Optional<Order>> placedUnder(IdempotencyKey key);

  Future<Optional<Order>> find(UUID id);

  Future<Optional<Order>> findByKey(String key);

  /**
   * The order after the wish, cancelled or not.
   *
   * @param staff whose wish it is, when it is not the customer's
   */
  Future<Optional<Order>> cancel(UUID id, String reason, Optional<Staff> staff);

  /** The order after the wish, collected or not. */
  Future<Optional<Order>> collect(UUID id, Staff staff);
}
