package bakery.kitchen.model;

import bakery.contracts.KitchenCommand.Item;
import bakery.contracts.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the bakery sells, as of one version; grows a version with every change.
 *
 * @param products in the order of the printed menu
 */
public record Menu(long version, List<Product> products, Map<String, Product> byId) {

  /** Nothing takes longer than a day, whatever was ordered. */
  private static final long MAX_WORK_SECONDS = 86_400;

  public Menu {
    products = List.copyOf(products);
    byId = Map.copyOf(byId);
  }

  public static Menu of(long version, List<Product> products) {
    Map<String, Product> byId = LinkedHashMap.newLinkedHashMap(products.size());
    for (Product product : products) byId.put(product.id(), product);
    return new Menu(version, products, byId);
  }

  /** The product id of an item's name: {@code Valentine's card} is {@code valentines-card}. */
  public static String productId(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("['’]", "").replaceAll("\\s+", "-");
  }

  public Optional<Product> product(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Why these cannot be made, or empty when they can. */
  Optional<String> refusal(List<Item> items) {
    if (items.isEmpty()) return Optional.of("nothing to bake");
    return items.stream().flatMap(item -> refusal(item).stream()).findFirst();
  }

  /**
   * One baker's time for a ticket: the hands-on time of every piece, one after the other, and then
   * the longest of the baking times, since what is ready goes into the oven together. A simple
   * model on purpose: it orders tickets by effort and lets slots, not steps, limit the kitchen.
   */
  int workSeconds(List<Item> items) {
    long handsOn = 0;
    long oven = 0;
    for (Item item : items) {
      Product product = byId.get(item.product());
      handsOn += (long) product.preparationSeconds() * item.quantity();
      oven = Math.max(oven, product.bakingSeconds());
    }
    return (int) Math.min(handsOn + oven, MAX_WORK_SECONDS);
  }

  /** Where in the kitchen a ticket is worked on; products that left the menu have no place. */
  public List<String> stations(List<Item> items) {
    return items.stream()
        .flatMap(item -> product(item.product()).stream())
        .map(Product::station)
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<String> refusal(Item item) {
    Product product = byId.get(item.product());
    if (product == null) return Optional.of("not on the menu: " + item.product());
    if (!product.available()) return Optional.of("sold out: " + product.id());
    if (item.quantity() < 1) return Optional.of("not a quantity: " + item.quantity());
    return Optional.empty();
  }
}
