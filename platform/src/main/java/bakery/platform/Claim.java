package bakery.platform;

import java.time.Duration;
import java.util.UUID;

/**
 * Work in a worker's hands.
 *
 * @param limit how long the claim stands
 */
record Claim<A>(UUID id, int epoch, A state, Worker<A> worker, Duration limit) {}
