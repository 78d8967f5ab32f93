package bakery.platform;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDv7 (RFC 9562): ascending by the millisecond, so that new rows stand together in an index. */
public final class Ids {

  private Ids() {}

  public static UUID next() {
    return at(WallClock.clock().millis());
  }

  static UUID at(long epochMillis) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = epochMillis << 16 | 0x7000 | random.nextInt(0x1000);
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
