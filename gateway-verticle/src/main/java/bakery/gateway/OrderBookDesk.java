package bakery.gateway;

import bakery.gateway.http.OrderDesk;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.Order;
import bakery.gateway.orders.OrderBook;
import bakery.gateway.orders.Placed;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Hands the HTTP side's wishes to the order book. */
record OrderBookDesk(OrderBook book) implements OrderDesk {

  @Override
  public Future<Placed> place(Order fresh, IdempotencyKey key) {
    return book.place(fresh, key);
  }

  @Override
  public Future<Optional<Order>> placedUnder(IdempotencyKey key) {
    return book.placedUnder(key);
  }

  @Override
  public Future<Optional<Order>> find(UUID id) {
    return book.find(id);
  }

  @Override
  public Future<Optional<Order>> findByKey(String key) {
    return book.findByKey(key);
  }

  @Override
  public Future<Optional<Order>> cancel(UUID id, String reason) {
    return book.cancel(id, reason);
  }

  @Override
  public Future<Optional<Order>> collect(UUID id) {
    return book.collect(id);
  }
}
