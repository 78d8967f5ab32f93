package bakery.node;

import bakery.contracts.Role;
import bakery.platform.Settings;
import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** The one database that holds all of a bakery: of {@code BAKERY_DB}, or in the data folder. */
record DatabaseAtHand(Settings settings) {

  /** Something that is done with it. */
  interface Work<T> {
    T on(PostgresAddress address) throws IOException;
  }

  static DatabaseAtHand of(CommandSpec spec) {
    return new DatabaseAtHand(SettingOptions.read(spec));
  }

  boolean isEmbedded() {
    return settings.text("BAKERY_DB").isEmpty();
  }

  /**
   * The embedded server is started for it, if it does not run.
   *
   * @throws IllegalArgumentException when there is none, or not one
   */
  <T> T use(Work<T> work) throws IOException {
    if (!isEmbedded()) return work.on(address(external()));
    var postgres = EmbeddedPostgres.in(DataFolder.of(settings).root());
    if (!postgres.exists()) {
      throw new IllegalArgumentException(
          "BAKERY_DB is not set and there is no bakery in " + DataFolder.of(settings).root());
    }
    var ran = postgres.running();
    try {
      return work.on(address(postgres.start()));
    } finally {
      if (!ran) postgres.stop();
    }
  }

  /** Of several databases no moment is the same. */
  String external() {
    var url = settings.text("BAKERY_DB").orElseThrow();
    for (var role : Role.values()) {
      var name = "BAKERY_DB_" + role.address().toUpperCase(Locale.ROOT);
      if (settings.text(name).filter(own -> !own.equals(url)).isPresent()) {
        throw new IllegalArgumentException(
            name + " is another database than BAKERY_DB: use its server's own means");
      }
    }
    return url;
  }

  private static PostgresAddress address(String url) {
    try {
      return PostgresAddress.parse(url);
    } catch (IllegalArgumentException e) {
      // without the text: it holds a password
      throw new IllegalArgumentException("BAKERY_DB cannot be read: " + e.getMessage(), e);
    }
  }
}
