package bakery.kitchen;

import bakery.contracts.KitchenCommand.BakeOrder;
import bakery.contracts.KitchenCommand.Item;
import bakery.contracts.KitchenCommand.WithdrawOrder;
import bakery.contracts.Money;
import bakery.contracts.Pace;
import bakery.contracts.Product;
import bakery.contracts.Query.FinishTicket;
import bakery.kitchen.model.Menu;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Words for tests: a small menu (the toast is sold out) and one order. */
final class Kitchens {

  static final UUID ORDER = UUID.fromString("01935f00-0000-7000-8000-000000000001");
  static final Instant NOW = Instant.parse("2017-02-04T09:00:00Z");

  private Kitchens() {}

  static KitchenModel model() {
    return model(new Pace(60));
  }

  static KitchenModel model(Pace pace) {
    Menu menu =
        Menu.of(
            7,
            List.of(
                product("croissant", "oven", 10, 900, true),
                product("bread", "oven", 20, 1_500, true),
                product("toast", "stove", 30, 180, false)));
    return new KitchenModel(() -> menu, pace);
  }

  static BakeOrder twoCroissants() {
    return bake("croissant", 2);
  }

  /** Product, quantity, product, quantity … */
  static BakeOrder bake(Object... productsAndQuantities) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < productsAndQuantities.length; i += 2) {
      items.add(
          new Item((String) productsAndQuantities[i], (Integer) productsAndQuantities[i + 1]));
    }
    return new BakeOrder(ORDER, "A-17", items, NOW.plusSeconds(2_400));
  }

  static WithdrawOrder withdraw() {
    return new WithdrawOrder(ORDER, "changed my mind");
  }

  static FinishTicket finish() {
    return new FinishTicket(ORDER, "Grace", null);
  }

  private static Product product(
      String id, String station, int preparation, int baking, boolean available) {
    Money price = Money.of(220, "GBP");
    return new Product(
        id, id, "food", price, 0, List.of("gluten"), station, preparation, baking, available);
  }
}
