package bakery.node.shop;

import bakery.kitchen.model.Menu;
import java.time.LocalTime;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One transaction of a day that was.
 *
 * @param items product → quantity
 */
record Sale(LocalTime time, long transaction, SortedMap<String, Integer> items) {

  static Sale at(LocalTime time, long transaction) {
    return new Sale(time, transaction, new TreeMap<>());
  }

  void add(String item) {
    items.merge(Menu.productId(item), 1, Integer::sum);
  }
}
