package bakery.gateway;

import bakery.contracts.Staff;
import bakery.gateway.http.OrderDesk;
import bakery.gateway.model.IdempotencyKey;
import bakery.gateway.model.Order;
import bakery.gateway.orders.OrderBook;
import bakery.gateway.orders.Placed;
import bakery.platform.Deed;
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
  public Future<Optional<Order>> cancel(UUID id, String reason, Optional<Staff> staff) {
    Deed deed = staff.map(by -> deed(by, "cancel-order", id, reason)).orElse(null);
    return book.cancel(id, reason, deed);
  }

  @Override
  public Future<Optional<Order>> collect(UUID id, Staff staff) {
    return book.collect(id, deed(staff, "collect-order", id, null));
  }

  private static Deed deed(Staff staff, String action, UUID order, String reason) {
    return new Deed(staff.name(), staff.right().word(), action, order, reason);
  }
}
