package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/**
 * A letter that its receiver refused too often: it is not sent again until somebody says so. What
 * it says is left out, for it may hold an address.
 *
 * @param id of its envelope
 * @param to the role that refused it
 * @param type its wire name
 * @param key the receiver's aggregate
 * @param reason the receiver's words at the last refusal
 */
public record Parked(
    UUID id,
    String to,
    String type,
    UUID key,
    int refusals,
    Instant writtenAt,
    Instant parkedAt,
    String reason) {}
