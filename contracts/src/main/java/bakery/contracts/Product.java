package bakery.contracts;

import java.util.List;

/**
 * Something on the menu.
 *
 * @param id the name in requests, for example {@code croissant}
 * @param category breads, sweet-breads, pizzas, cakes, drinks …
 * @param price price of one, tax included
 * @param taxBasisPoints tax rate in hundredths of a percent
 * @param station where in the kitchen it is made
 * @param preparationSeconds hands-on time for one
 * @param bakingSeconds oven time of a tray, however many are on it
 */
public record Product(
    String id,
    String name,
    String category,
    Money price,
    int taxBasisPoints,
    List<String> allergens,
    String station,
    int preparationSeconds,
    int bakingSeconds,
    boolean available) {}
