package bakery.whole;

import bakery.contracts.Right;
import bakery.platform.Settings;
import bakery.platform.access.AccessSettings;
import bakery.platform.access.TokenMaker;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The staff of a bakery under test; all its nodes know the secret that their tokens are made with.
 */
public final class TestStaff {

  /** For the nodes, and for commands that make their own tokens. */
  public static final Map<String, String> SETTINGS =
      Map.of(AccessSettings.SECRET, "the secret of the staff of the tests");

  /** Somebody with every right, for a day. */
  public static final String TOKEN = token("Ada", Right.values());

  private TestStaff() {}

  public static String token(String name, Right... rights) {
    return new TokenMaker(AccessSettings.from(new Settings(SETTINGS)))
        .token(name, Stream.of(rights).map(Right::word).toList(), Duration.ofDays(1));
  }
}
