package bakery.platform.access;

import bakery.platform.Settings;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By which keys staff's tokens are judged, one of three; without any, nobody is staff.
 *
 * @param pem the text of a file of keys: public ones to judge by, a private one to sign with
 * @param secret for HS256
 * @param jwks where an OpenID provider shows its keys
 * @param issuer whose tokens alone are good, if said
 * @param audience for whom they must be made, if said
 * @param claim where a token names its rights; with dots between levels
 * @param leewaySeconds by which clocks may differ
 */
public record AccessSettings(
    Optional<String> pem,
    Optional<String> secret,
    Optional<URI> jwks,
    Optional<String> issuer,
    Optional<String> audience,
    String claim,
    int leewaySeconds) {

  public static final String PEM = "BAKERY_STAFF_PEM";
  public static final String SECRET = "BAKERY_STAFF_SECRET";
  public static final String JWKS = "BAKERY_STAFF_JWKS";

  private static final int SECRET_CHARS_MIN = 32;
  private static final long PEM_BYTES_MAX = 65_536;
  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:/-]+(\\.[A-Za-z0-9_:/-]+)*");
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  /** Reads a file. */
  public static AccessSettings from(Settings settings) {
    List<String> said =
        Stream.of(PEM, SECRET, JWKS).filter(name -> settings.text(name).isPresent()).toList();
    if (said.size() > 1) {
      throw new IllegalArgumentException("only one of " + String.join(", ", said) + " can be set");
    }
    return new AccessSettings(
        settings.text(PEM).map(AccessSettings::read),
        settings.text(SECRET).map(AccessSettings::longEnough),
        settings.text(JWKS).map(text -> settings.parsed(JWKS, text, AccessSettings::address)),
        settings.text("BAKERY_STAFF_ISSUER"),
        settings.text("BAKERY_STAFF_AUDIENCE"),
        settings.parsed("BAKERY_STAFF_CLAIM", "rights", AccessSettings::claim),
        settings.number("BAKERY_STAFF_LEEWAY_SECONDS", 30, 0, 300));
  }

  /** Whether any keys are named. */
  public static boolean named(Settings settings) {
    return Stream.of(PEM, SECRET, JWKS).anyMatch(name -> settings.text(name).isPresent());
  }

  private static String read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > PEM_BYTES_MAX) {
        throw new IllegalArgumentException(
            PEM + "=" + file + " is larger than " + PEM_BYTES_MAX + " bytes");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(PEM + "=" + file + " cannot be read: " + e, e);
    }
  }

  private static String longEnough(String secret) {
    if (secret.length() >= SECRET_CHARS_MIN) return secret;
    throw new IllegalArgumentException(
        SECRET + " must have at least " + SECRET_CHARS_MIN + " characters, made at random");
  }

  /** Whoever can change the keys on their way is staff: so not in the clear over a network. */
  private static URI address(String text) {
    URI uri = URI.create(text);
    boolean secret = "https".equals(uri.getScheme());
    boolean near = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (uri.getHost() != null && (secret || near)) return uri;
    throw new IllegalArgumentException("an https address, or http on this machine, is wanted");
  }

  private static String claim(String text) {
    if (CLAIM.matcher(text).matches()) return text;
    throw new IllegalArgumentException("a claim such as rights or realm_access.roles is wanted");
  }

  JWTAuthOptions judging() {
    JWTOptions options = new JWTOptions().setLeeway(leewaySeconds);
    issuer.ifPresent(options::setIssuer);
    audience.ifPresent(options::addAudience);
    return new JWTAuthOptions().setJWTOptions(options);
  }

  @Override
  public String toString() {
    return "AccessSettings[" + jwks.map(URI::toString).orElse("own keys") + "]";
  }
}
