package bakery.whole.chaos.check;

/**
 * Something that must not be.
 *
 * @param id of the order, letter or key that it was found at
 */
public record Finding(String id, String what) {}
