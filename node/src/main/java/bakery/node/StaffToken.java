package bakery.node;

import bakery.contracts.Right;
import bakery.platform.Settings;
import bakery.platform.access.AccessSettings;
import bakery.platform.access.TokenMaker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The token that a command shows: the one that it was given ({@code BAKERY_TOKEN}), else one that
 * it signs for itself with the configured keys or those of the data folder.
 */
final class StaffToken {
  static final Duration SHORT = Duration.ofHours(1);
  static final String GIVEN = "BAKERY_TOKEN";

  private StaffToken() {}

  /**
   * @throws IllegalArgumentException when there is neither a token nor a key here
   */
  static String of(Settings settings, Duration lifetime, Right... rights) {
    var given = settings.text(GIVEN);
    if (given.isPresent()) return given.get();
    var words = Arrays.stream(rights).map(Right::word).toList();
    return sign(settings, user(), words, lifetime);
  }

  static String sign(Settings settings, String name, List<String> rights, Duration lifetime) {
    return new TokenMaker(AccessSettings.from(withKeys(settings))).token(name, rights, lifetime);
  }

  /** Who sits at the terminal. */
  static String user() {
    return System.getProperty("user.name", "operator");
  }

  private static Settings withKeys(Settings settings) {
    if (AccessSettings.named(settings)) return settings;
    var keys = DataFolder.of(settings).root().resolve("staff.pem");
    if (!Files.exists(keys)) {
      throw new IllegalArgumentException(
          "there are no keys of staff in %s: set BAKERY_TOKEN, or BAKERY_DATA to a bakery's folder"
              .formatted(keys.getParent()));
    }
    var values = new HashMap<>(settings.values());
    values.put(AccessSettings.PEM, keys.toString());
    return new Settings(values);
  }
}
