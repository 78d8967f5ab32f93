package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/** The smallest aggregate that a worker is wanted for; for tests of the platform alone. */
public record Errand(UUID id, int steps, boolean open, Instant due) {

  public Errand {
    if (steps < 0) throw new IllegalArgumentException("not a number of steps: " + steps);
  }
}
