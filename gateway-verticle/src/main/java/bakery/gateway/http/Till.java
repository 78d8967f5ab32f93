package bakery.gateway.http;

import bakery.contracts.Address;
import bakery.contracts.Line;
import bakery.contracts.Product;
import bakery.gateway.http.Problem.Kind;
import bakery.gateway.menu.Card;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.Order;
import bakery.platform.Ids;
import bakery.platform.TryLater;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes an order of a request: prices from the menu, opening hours and delivery area checked. */
final class Till {

  private final Shop shop;

  Till(Shop shop) {
    this.shop = shop;
  }

  /**
   * @throws Problem when this cannot be ordered, naming the field
   * @throws TryLater when there is no menu yet
   */
  Order ring(OrderRequest request, String trace) {
    Instant now = shop.clock().instant();
    if (!shop.hours().open(now)) {
      throw new Problem(Kind.CLOSED, "orders are taken " + shop.hours().words());
    }
    if (request.fulfilment() instanceof Fulfilment.Delivery delivery) reach(delivery.address());
    Card card = shop.menu().card().orElseThrow(() -> new TryLater("no menu yet"));
    return Order.place(
        Ids.next(),
        lines(request.lines(), card),
        request.fulfilment(),
        request.payment(),
        now,
        shop.promise(),
        trace);
  }

  private void reach(Address address) {
    if (shop.area().reaches(address.postalCode())) return;
    String detail = "couriers go to " + shop.area() + " only";
    throw new Problem(
        Kind.OUT_OF_AREA, detail, new Refusal("/fulfilment/address/postalCode", detail));
  }

  private static List<Line> lines(List<OrderRequest.Item> items, Card card) {
    List<Line> lines = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      OrderRequest.Item item = items.get(i);
      Product product = card.product(item.product()).orElse(null);
      String pointer = "/lines/" + i + "/product";
      if (product == null) {
        refusals.add(new Refusal(pointer, "is not on the menu"));
      } else if (!product.available()) {
        refusals.add(new Refusal(pointer, "is sold out"));
      } else {
        lines.add(
            new Line(product.id(), item.quantity(), product.price(), product.taxBasisPoints()));
      }
    }
    if (refusals.isEmpty()) return lines;
    throw new Problem(Kind.NOT_SOLD, "see /v1/menu for what there is", refusals);
  }
}
