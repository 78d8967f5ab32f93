package bakery.platform;

import java.time.Duration;
import java.util.UUID;

/**
 * Work in a worker's hands.
 *
 * @param trace W3C traceparent of what made it claimable, or null
 * @param limit how long the claim stands
 */
record Claim<A>(UUID id, int epoch, A state, String trace, Worker<A> worker, Duration limit) {}
