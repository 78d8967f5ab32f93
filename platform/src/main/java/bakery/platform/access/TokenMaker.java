package bakery.platform.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Signs tokens, for whoever holds the private key or the secret. */
public final class TokenMaker {

  /** A token cannot be called back, so it does not live long. */
  public static final Duration LONGEST = Duration.ofDays(90);

  private final AccessSettings settings;
  private final PubSecKeyOptions key;
  private final JWTAuth signer;

  public TokenMaker(AccessSettings settings) {
    this.settings = settings;
    this.key = key(settings);
    // Vert.x would be asked for key stores in files only
    signer = JWTAuth.create(null, new JWTAuthOptions().addPubSecKey(key));
  }

  private static PubSecKeyOptions key(AccessSettings settings) {
    if (settings.pem().isPresent()) return Pem.privateKeys(settings.pem().get()).getFirst();
    return settings
        .secret()
        .map(FixedKeys::secret)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no key to sign with: tokens come from the OpenID provider"));
  }

  /**
   * @param name from 1 to 100 characters
   * @param lifetime at most {@link #LONGEST}
   */
  public String token(String name, Collection<String> rights, Duration lifetime) {
    if (name.isBlank() || name.length() > Caller.NAME_CHARS) {
      throw new IllegalArgumentException(
          "the name must have from 1 to " + Caller.NAME_CHARS + " characters");
    }
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a token lives from 1 second to " + LONGEST.toDays() + " days, not " + lifetime);
    }
    JWTOptions options =
        new JWTOptions()
            .setAlgorithm(key.getAlgorithm())
            .setSubject(name)
            .setExpiresInSeconds((int) lifetime.toSeconds());
    settings.issuer().ifPresent(options::setIssuer);
    settings.audience().ifPresent(options::addAudience);
    return signer.generateToken(claims(List.copyOf(rights)), options);
  }

  private JsonObject claims(List<String> rights) {
    String[] levels = settings.claim().split("\\.");
    Object value = new JsonArray(rights);
    for (int i = levels.length - 1; i >= 0; i--) value = new JsonObject().put(levels[i], value);
    return (JsonObject) value;
  }
}
