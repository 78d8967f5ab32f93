package bakery.platform;

/** An aggregate and who works on it: what one row holds. */
public record Entry<A>(A state, Lease lease) {}
