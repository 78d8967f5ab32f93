package bakery.delivery.model;

import java.time.Duration;

/**
 * How often an order is brought to a door that does not open, and the pause before the next try.
 */
public record Patience(int tries, Duration pause) {

  public Patience {
    if (tries < 1) throw new IllegalArgumentException("at least one try: " + tries);
  }
}
