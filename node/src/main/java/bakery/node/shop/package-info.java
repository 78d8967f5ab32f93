/** The public interface from the customer's side of the counter; replays of days that were. */
package bakery.node.shop;
