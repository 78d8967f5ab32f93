package bakery.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of one's own, and those of forgers. */
class AccessTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private Path file;
  private AccessSettings settings;

  @BeforeEach
  void makeKeys() throws IOException {
    file = Files.writeString(folder.resolve("keys.pem"), Pem.make());
    settings = with(Map.of());
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void a_token_says_who_calls_and_with_which_rights() {
    String token = new TokenMaker(settings).token("Ada", List.of("kitchen", "office"), HOUR);

    Caller caller = judge(settings, token);

    assertThat(caller.name()).isEqualTo("Ada");
    assertThat(caller.rights()).containsExactlyInAnyOrder("kitchen", "office");
    assertThat(caller.toString()).doesNotContain("Ada");
    assertThat(header(token).getString("alg")).isEqualTo("ES256");
  }

  @Test
  void a_secret_does_as_well_and_a_claim_may_have_another_name() {
    AccessSettings shared =
        AccessSettings.from(
            new Settings(
                Map.of(
                    AccessSettings.SECRET, "s".repeat(32), "BAKERY_STAFF_CLAIM", "realm.roles")));
    String token = new TokenMaker(shared).token("Ada", List.of("courier"), HOUR);

    assertThat(judge(shared, token).rights()).containsExactly("courier");
    assertThat(claims(token).getJsonObject("realm").getJsonArray("roles"))
        .containsExactly("courier");
  }

  @Test
  void an_unsigned_token_is_none() {
    String claims = encoded(claims(Instant.now().plusSeconds(60)));

    for (String alg : List.of("none", "None", "NONE", "")) {
      String header = encoded(new JsonObject().put("alg", alg));
      refused(settings, header + "." + claims + ".");
      refused(settings, header + "." + claims);
      refused(settings, header + "." + claims + ".AAAA");
    }
  }

  /** The public key is known to all: it must not pass for a shared secret. */
  @Test
  void a_public_key_is_no_secret() throws GeneralSecurityException, IOException {
    String all = Files.readString(file);
    String pem = all.substring(all.indexOf("-----BEGIN PUBLIC KEY"));
    String text =
        encoded(new JsonObject().put("alg", "HS256"))
            + "."
            + encoded(claims(Instant.now().plusSeconds(60)));

    for (String key : List.of(pem, pem.strip(), all)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      refused(settings, text + "." + encoded(signature));
    }
  }

  @Test
  void somebody_elses_signature_or_a_changed_text_is_no_token() throws IOException {
    Path others = Files.writeString(folder.resolve("others.pem"), Pem.make());
    String token = new TokenMaker(settings).token("Ada", List.of("kitchen"), HOUR);
    String[] parts = token.split("\\.");
    String promoted = encoded(claims(token).put("rights", new JsonArray().add("operator")));

    refused(settings, new TokenMaker(of(others)).token("Ada", List.of("operator"), HOUR));
    refused(settings, parts[0] + "." + promoted + "." + parts[2]);
    refused(settings, parts[0] + "." + parts[1] + "." + encoded(new byte[64]));
    refused(settings, "bread");
    refused(settings, "..");
    refused(settings, token + "." + parts[2]);
    refused(settings, "x".repeat(Access.TOKEN_CHARS_MAX) + token);
  }

  @Test
  void a_token_ends_and_must_say_when_and_clocks_may_differ_a_little() {
    assertThat(judge(settings, signed(claims(Instant.now().minusSeconds(20)))).name())
        .isEqualTo("Ada");
    refused(settings, signed(claims(Instant.now().minusSeconds(40))));
    refused(settings, signed(claims(Instant.now().plusSeconds(60)).put("exp", "tomorrow")));
    JsonObject endless = claims(Instant.now());
    endless.remove("exp");
    refused(settings, signed(endless));
    JsonObject later = claims(Instant.now().plusSeconds(90));
    refused(settings, signed(later.put("nbf", Instant.now().plusSeconds(60).getEpochSecond())));
    JsonObject nobody = claims(Instant.now().plusSeconds(60));
    nobody.remove("sub");
    refused(settings, signed(nobody));
  }

  @Test
  void issuer_and_audience_count_where_they_are_said() {
    Map<String, String> said =
        Map.of("BAKERY_STAFF_ISSUER", "us", "BAKERY_STAFF_AUDIENCE", "bakery");
    String ours = new TokenMaker(with(said)).token("Ada", List.of("office"), HOUR);

    assertThat(judge(with(said), ours).name()).isEqualTo("Ada");
    refused(with(said), new TokenMaker(settings).token("Ada", List.of("office"), HOUR));
    refused(with(Map.of("BAKERY_STAFF_ISSUER", "them")), ours);
    refused(with(Map.of("BAKERY_STAFF_AUDIENCE", "shoemaker")), ours);
  }

  @Test
  void without_keys_nobody_is_staff() {
    AccessSettings none = AccessSettings.from(new Settings(Map.of()));

    refused(none, new TokenMaker(settings).token("Ada", List.of("operator"), HOUR));
    refused(none, encoded(new JsonObject().put("alg", "none")) + ".e30.AAAA");
  }

  @Test
  void what_cannot_be_keys_is_said() {
    assertThatThrownBy(
            () -> AccessSettings.from(new Settings(Map.of(AccessSettings.SECRET, "short"))))
        .hasMessageContaining("BAKERY_STAFF_SECRET must have at least 32 characters");
    assertThatThrownBy(
            () ->
                AccessSettings.from(
                    new Settings(Map.of(AccessSettings.JWKS, "http://keys.example/jwks"))))
        .hasMessageContaining("BAKERY_STAFF_JWKS")
        .hasMessageContaining("https");
    assertThatThrownBy(
            () ->
                AccessSettings.from(
                    new Settings(
                        Map.of(
                            AccessSettings.SECRET, "s".repeat(32), AccessSettings.PEM, "x.pem"))))
        .hasMessageContaining("only one of BAKERY_STAFF_PEM, BAKERY_STAFF_SECRET");
    assertThatThrownBy(() -> Pem.publicKeys("bread"))
        .hasMessageContaining("from 1 to 16 blocks of PUBLIC KEY, not 0");
    assertThatThrownBy(
            () -> new TokenMaker(settings).token("Ada", List.of("office"), Duration.ofDays(91)))
        .hasMessageContaining("90 days");
  }

  private AccessSettings with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put(AccessSettings.PEM, file.toString());
    return AccessSettings.from(new Settings(all));
  }

  private static AccessSettings of(Path pem) {
    return AccessSettings.from(new Settings(Map.of(AccessSettings.PEM, pem.toString())));
  }

  private static Caller judge(AccessSettings settings, String token) {
    return Access.of(VERTX, settings).caller(token).await();
  }

  private static void refused(AccessSettings settings, String token) {
    assertThatThrownBy(() -> judge(settings, token)).isInstanceOf(NotAuthentic.class);
  }

  private static JsonObject claims(Instant end) {
    return new JsonObject()
        .put("sub", "Ada")
        .put("rights", new JsonArray().add("operator"))
        .put("exp", end.getEpochSecond());
  }

  private String signed(JsonObject claims) {
    return JWTAuth.create(
            VERTX,
            new JWTAuthOptions()
                .addPubSecKey(Pem.privateKeys(settings.pem().orElseThrow()).getFirst()))
        .generateToken(claims, new JWTOptions().setAlgorithm("ES256"));
  }

  private static JsonObject header(String token) {
    return decoded(token.split("\\.")[0]);
  }

  private static JsonObject claims(String token) {
    return decoded(token.split("\\.")[1]);
  }

  private static JsonObject decoded(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static String encoded(JsonObject json) {
    return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
