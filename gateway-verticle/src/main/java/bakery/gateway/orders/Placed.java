package bakery.gateway.orders;

import bakery.gateway.model.Order;

/**
 * What became of a wish to order.
 *
 * @param first false when the order was placed before, under the same key
 */
public record Placed(Order order, boolean first) {}
