package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import bakery.platform.testing.TestAuthority;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that shows a certificate for 127.0.0.1, asked in the ways that an address may say. */
class EncryptedWayTest {

  private static final String ROLE = "hidden";

  @TempDir static Path folder;
  private static TestAuthority authority;
  private static EmbeddedPostgres server;
  private static String address;

  @BeforeAll
  static void start() {
    authority = TestAuthority.in(folder.resolve("authority"));
    TestAuthority.Issued own = authority.issue("server", "127.0.0.1");
    server =
        EmbeddedPostgres.in(
            folder.resolve("data"),
            Path.of(System.getProperty("user.home"), ".cache", "bakery"),
            Map.of(
                "fsync",
                "off",
                "ssl",
                "on",
                "ssl_cert_file",
                own.certificate().toString(),
                "ssl_key_file",
                own.key().toString()));
    address = server.start();
  }

  @AfterAll
  static void stop() {
    server.stopImmediately();
  }

  @Test
  void poolsAndMigrationsAreEncryptedAndTheServerIsKnown() throws Exception {
    assertThat(ssl(address + verifyFull())).isEqualTo("t t");
    assertThat(ssl(address + "?sslmode=require")).isEqualTo("t t");
    assertThat(ssl(address)).isEqualTo("f f");
  }

  @Test
  void aServerOfAnotherNameOrAuthorityIsRefused() throws Exception {
    String named = address.replace("127.0.0.1", "localhost");
    TestAuthority strange = TestAuthority.in(folder.resolve("strange"));

    assertThatThrownBy(() -> ssl(named + verifyFull())).hasMessageContaining("localhost");
    assertThat(ssl(named + verifyFull().replace("verify-full", "verify-ca"))).isEqualTo("t t");
    assertThatThrownBy(
            () -> ssl(address + "?sslmode=verify-ca&sslrootcert=" + strange.certificate()))
        .hasMessageContaining("cannot prepare the database of " + ROLE);
  }

  @Test
  void whatCannotBeUsedIsNamed() {
    refused("?sslmode=perhaps", "BAKERY_DB cannot be read: sslmode=perhaps, but it is one of");
    refused(
        "?sslmode=verify-full", "BAKERY_DB cannot be read: sslmode=verify-full needs sslrootcert");
    refused("?sslcert=/a.pem", "BAKERY_DB cannot be read: after the ? may stand sslmode and");
    refused(
        "?sslmode=verify-full&sslrootcert=/no/such.pem",
        "BAKERY_DB cannot be read: sslrootcert=/no/such.pem does not exist");
  }

  @Test
  void theAddressIsWrittenAsItWasRead() {
    PostgresAddress read = PostgresAddress.parse(address + verifyFull());

    assertThat(PostgresAddress.parse(read.text())).isEqualTo(read);
    assertThat(read.to("other").text()).contains("/other?sslmode=verify-full&sslrootcert=");
  }

  private static void refused(String query, String words) {
    assertThatThrownBy(() -> database(address + query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  private static String verifyFull() {
    return "?sslmode=verify-full&sslrootcert=" + authority.certificate();
  }

  /** Whether the way of migrations and that of pools were encrypted. */
  private static String ssl(String url) throws Exception {
    String question = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    Database database = database(url);
    Vertx vertx = Vertx.vertx();
    try (var connection = database.connect(ROLE);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      String plain = rows.getString(1);
      String pooled =
          database
              .pool(vertx, ROLE)
              .query(question)
              .execute()
              .await(10, TimeUnit.SECONDS)
              .iterator()
              .next()
              .getString(0);
      return plain.charAt(0) + " " + pooled.charAt(0);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static Database database(String url) {
    Database database = new Database(new Settings(Map.of("BAKERY_DB", url)));
    database.prepare(List.of(ROLE));
    return database;
  }
}
