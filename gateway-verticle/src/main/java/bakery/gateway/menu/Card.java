package bakery.gateway.menu;

import bakery.contracts.Answer;
import bakery.contracts.Product;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One version of the menu, to look products up in. */
public final class Card {

  private final Answer.Menu menu;
  private final Map<String, Product> products = new LinkedHashMap<>();

  public Card(Answer.Menu menu) {
    this.menu = menu;
    menu.products().forEach(product -> products.put(product.id(), product));
  }

  public long version() {
    return menu.version();
  }

  Answer.Menu menu() {
    return menu;
  }

  public Collection<Product> products() {
    return Collections.unmodifiableCollection(products.values());
  }

  public Optional<Product> product(String id) {
    return Optional.ofNullable(products.get(id));
  }
}
