package bakery.platform;

import java.time.Clock;
import java.time.Duration;

/**
 * The wall clock of this JVM, for what people read and for ids. Nothing that must be right depends
 * on it (the database's clock decides), and to prove that it can be set wrong.
 */
public final class WallClock {

  private static volatile Clock clock = Clock.systemUTC();

  private WallClock() {}

  public static Clock clock() {
    return clock;
  }

  /** From now on it is wrong by so much. */
  public static void shift(Duration by) {
    clock = Clock.offset(Clock.systemUTC(), by);
  }
}
