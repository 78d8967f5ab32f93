package bakery.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Settings;
import bakery.platform.TryLater;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of a provider that changes them, goes away, is silent or says too much. */
class ProviderKeysTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String shown = "{}";
  private volatile int status = 200;
  private HttpServer provider;

  /** A pair of keys under an id. */
  private record Signer(String id, KeyPair keys) {
    static Signer of(String id) throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new Signer(id, generator.generateKeyPair());
    }

    JsonObject shown() {
      ECPublicKey key = (ECPublicKey) keys.getPublic();
      return new JsonObject()
          .put("kty", "EC")
          .put("crv", "P-256")
          .put("kid", id)
          .put("use", "sig")
          .put("x", number(key.getW().getAffineX()))
          .put("y", number(key.getW().getAffineY()));
    }

    String token() {
      String pem =
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
      PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("ES256").setId(id).setBuffer(pem);
      return JWTAuth.create(null, new JWTAuthOptions().addPubSecKey(key))
          .generateToken(
              new JsonObject()
                  .put("sub", "Ada")
                  .put("rights", "operator office")
                  .put("exp", Instant.now().plusSeconds(600).getEpochSecond()),
              new JWTOptions().setAlgorithm("ES256"));
    }

    private static String number(BigInteger value) {
      byte[] bytes = value.toByteArray();
      byte[] fixed = new byte[32];
      int length = Math.min(32, bytes.length);
      System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
  }

  @BeforeEach
  void open() {
    provider =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  if (status != 0) request.response().setStatusCode(status).end(shown);
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void a_token_is_judged_by_the_key_that_it_names() throws GeneralSecurityException {
    Signer old = Signer.of("old");
    show(old.shown(), Signer.of("other").shown());
    Access access = access();

    assertThat(access.caller(old.token()).await().rights())
        .containsExactlyInAnyOrder("operator", "office");
    refused(access, new Signer("other", old.keys).token());
  }

  @Test
  void a_key_that_is_not_known_is_asked_for_but_not_all_the_time() throws GeneralSecurityException {
    Signer old = Signer.of("old");
    Signer fresh = Signer.of("fresh");
    show(old.shown());
    Access access = access();
    access.caller(old.token()).await();
    show(old.shown(), fresh.shown());

    for (int i = 0; i < 20; i++) refused(access, fresh.token());
    assertThat(asked).as("once: it was asked just now").hasValue(1);
    millis.addAndGet(ProviderKeys.PAUSE_MILLIS);
    assertThat(access.caller(fresh.token()).await().name()).isEqualTo("Ada");
    assertThat(asked).hasValue(2);
  }

  @Test
  void while_no_keys_can_be_had_nobody_gets_in_and_nobody_is_refused_for_good()
      throws GeneralSecurityException {
    Signer signer = Signer.of("one");
    status = 500;
    Access access = access();

    later(access, signer.token());

    status = 200;
    show(signer.shown());
    millis.addAndGet(ProviderKeys.PAUSE_MILLIS);
    assertThat(access.caller(signer.token()).await().name()).isEqualTo("Ada");
  }

  @Test
  void known_keys_serve_for_a_while_without_the_provider_and_then_no_more()
      throws GeneralSecurityException {
    Signer signer = Signer.of("one");
    show(signer.shown());
    Access access = access();
    access.caller(signer.token()).await();
    provider.close().await();

    millis.addAndGet(ProviderKeys.GOOD_MILLIS - 1);
    assertThat(access.caller(signer.token()).await().name()).isEqualTo("Ada");
    millis.addAndGet(ProviderKeys.PAUSE_MILLIS);
    later(access, signer.token());
  }

  @Test
  void a_silent_provider_is_not_waited_for() throws GeneralSecurityException {
    status = 0;
    Access access = access();

    later(access, Signer.of("one").token());
  }

  @Test
  void keys_that_are_no_public_keys_or_too_much_of_them_count_as_none()
      throws GeneralSecurityException {
    String secret =
        Base64.getUrlEncoder().encodeToString("everybody can read this secret".getBytes());
    Signer signer = Signer.of("one");
    for (String text :
        List.of(
            keys(new JsonObject().put("kty", "oct").put("alg", "HS256").put("k", secret)),
            keys(signer.shown().put("use", "enc")),
            keys(signer.shown().put("alg", "none")),
            keys(new JsonObject()),
            keys(),
            "[]",
            "bread",
            " ".repeat(ProviderKeys.BYTES_MAX) + keys(signer.shown()))) {
      shown = text;
      later(access(), signer.token());
    }
  }

  private void show(JsonObject... keys) {
    shown = keys(keys);
  }

  private static String keys(JsonObject... keys) {
    return new JsonObject().put("keys", new JsonArray(Arrays.asList(keys))).encode();
  }

  private Access access() {
    String address = "http://127.0.0.1:" + provider.actualPort() + "/jwks";
    AccessSettings settings =
        AccessSettings.from(new Settings(Map.of(AccessSettings.JWKS, address)));
    int before = asked.get();
    Access access =
        new Access(
            vertx,
            settings,
            Optional.of(new ProviderKeys(vertx, URI.create(address), settings, millis::get)));
    await().until(() -> asked.get() > before);
    return access;
  }

  private static void refused(Access access, String token) {
    assertThatThrownBy(() -> access.caller(token).await()).isInstanceOf(NotAuthentic.class);
  }

  private static void later(Access access, String token) {
    assertThatThrownBy(() -> access.caller(token).await()).isInstanceOf(TryLater.class);
  }
}
