package bakery.platform.access;

import bakery.platform.TryLater;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges signed tokens (RFC 7519). A token is good when one of our keys signed it with an algorithm
 * of that key, when it is of the right issuer and for us where that was said, when it ends and has
 * not ended, and when it names somebody. Callable from any thread.
 */
public final class Access {

  static final int TOKEN_CHARS_MAX = 8_000;

  private static final String INVALID = "this is no token of ours, or it has ended";

  private final Vertx vertx;
  private final AccessSettings settings;
  private final Optional<Keys> keys;

  Access(Vertx vertx, AccessSettings settings, Optional<Keys> keys) {
    this.vertx = vertx;
    this.settings = settings;
    this.keys = keys;
  }

  public static Access of(Vertx vertx, AccessSettings settings) {
    Optional<Keys> pem =
        settings.pem().map(text -> new FixedKeys(vertx, Pem.publicKeys(text), settings.judging()));
    return new Access(
        vertx,
        settings,
        pem.or(() -> settings.secret().map(secret -> secret(vertx, secret, settings)))
            .or(() -> settings.jwks().map(uri -> new ProviderKeys(vertx, uri, settings))));
  }

  private static Keys secret(Vertx vertx, String secret, AccessSettings settings) {
    return new FixedKeys(vertx, List.of(FixedKeys.secret(secret)), settings.judging());
  }

  /** Whether it has the form of a token that is judged here. */
  public static boolean looksSigned(String token) {
    return token.chars().filter(c -> c == '.').count() == 2;
  }

  /**
   * @return who sent it, on the caller's event loop; fails with {@link NotAuthentic}, or with
   *     {@link TryLater} while the keys cannot be had
   */
  public Future<Caller> caller(String token) {
    try {
      JsonObject header = header(token);
      Keys known = keys.orElseThrow(() -> new NotAuthentic(INVALID));
      if (!known.algorithms().contains(header.getString("alg"))) throw new NotAuthentic(INVALID);
      return here(known.judge(header.getString("kid"))).compose(judge -> caller(judge, token));
    } catch (NotAuthentic e) {
      return Future.failedFuture(e);
    } catch (RuntimeException e) {
      return Future.failedFuture(new NotAuthentic(INVALID));
    }
  }

  /** Three parts, none empty: one that is not signed goes no further. */
  private static JsonObject header(String token) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > TOKEN_CHARS_MAX
        || parts.length != 3
        || Arrays.stream(parts).anyMatch(String::isEmpty)) {
      throw new NotAuthentic(INVALID);
    }
    return new JsonObject(
        new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
  }

  private Future<Caller> caller(JWTAuth judge, String token) {
    try {
      return judge
          .authenticate(new TokenCredentials(token))
          .map(user -> caller(user.attributes().getJsonObject("accessToken")))
          .recover(Access::refused);
    } catch (RuntimeException e) { // claims of other types than they should be
      return refused(e);
    }
  }

  private static <T> Future<T> refused(Throwable why) {
    return Future.failedFuture(why instanceof NotAuthentic ? why : new NotAuthentic(INVALID));
  }

  private Caller caller(JsonObject claims) {
    if (!(claims.getValue("exp") instanceof Number)) throw new NotAuthentic("it must have an end");
    String name = claims.getString("sub");
    if (name == null || name.isBlank() || name.length() > Caller.NAME_CHARS) {
      throw new NotAuthentic("it must name a subject of 1 to " + Caller.NAME_CHARS + " characters");
    }
    return new Caller(name, rights(claims));
  }

  /** An array of words, or words with spaces between. */
  private Set<String> rights(JsonObject claims) {
    Object value = claims;
    for (String level : settings.claim().split("\\.")) {
      value = value instanceof JsonObject json ? json.getValue(level) : null;
    }
    if (value instanceof String words) {
      return Arrays.stream(words.strip().split("\\s+")).collect(Collectors.toSet());
    }
    if (!(value instanceof JsonArray words)) return Set.of();
    return words.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toSet());
  }

  /** Another's event loop may have fetched the keys. */
  private <T> Future<T> here(Future<T> future) {
    if (future.isComplete()) return future;
    Context here = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    future.onComplete(done -> here.runOnContext(v -> promise.handle(done)));
    return promise.future();
  }
}
