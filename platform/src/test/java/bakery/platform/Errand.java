package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/** The smallest aggregate that a worker is wanted for; for tests of the platform alone. */
public record Errand(UUID id, int steps, boolean open, Instant due) {}
