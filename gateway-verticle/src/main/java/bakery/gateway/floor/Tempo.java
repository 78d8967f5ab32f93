package bakery.gateway.floor;

import io.vertx.core.json.JsonObject;

/**
 * How a recorded day is played.
 *
 * @param speed so many times faster than it was, from 1 to {@link #SPEED_MAX}
 * @param load so many orders for each that was, from 1 to {@link #LOAD_MAX}
 */
public record Tempo(int speed, int load) {

  /** A day in half a minute. */
  public static final int SPEED_MAX = 3_600;

  public static final int LOAD_MAX = 1_000;

  public Tempo {
    check("speed", speed, SPEED_MAX);
    check("load", load, LOAD_MAX);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " " + value + " must be from 1 to " + max);
    }
  }

  JsonObject toJson() {
    return new JsonObject().put("speed", speed).put("load", load);
  }

  static Tempo from(JsonObject json) {
    return new Tempo(json.getInteger("speed"), json.getInteger("load"));
  }

  @Override
  public String toString() {
    return "speed " + speed + ", load " + load;
  }
}
