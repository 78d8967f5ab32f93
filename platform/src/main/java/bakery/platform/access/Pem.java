package bakery.platform.access;

import io.vertx.ext.auth.PubSecKeyOptions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys as text (RFC 7468): blocks of {@code PUBLIC KEY} and {@code PRIVATE KEY} (PKCS #8), of
 * elliptic curves, RSA or Ed25519.
 */
public final class Pem {

  static final int KEYS_MAX = 16;

  private static final int RSA_BITS_MIN = 2_048;
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)-----END \\1-----");
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /** A new pair of keys for ES256. */
  public static String make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return block(PRIVATE, pair.getPrivate()) + block(PUBLIC, pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes keys of P-256", e);
    }
  }

  /** Those to judge by. */
  static List<PubSecKeyOptions> publicKeys(String text) {
    return keys(text, PUBLIC);
  }

  /** Those to sign with. */
  static List<PubSecKeyOptions> privateKeys(String text) {
    return keys(text, PRIVATE);
  }

  private static List<PubSecKeyOptions> keys(String text, String kind) {
    List<PubSecKeyOptions> found = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (!blocks.group(1).equals(kind)) continue;
      Key key = key(kind, Base64.getMimeDecoder().decode(blocks.group(2)));
      found.add(new PubSecKeyOptions().setAlgorithm(algorithm(key)).setBuffer(block(kind, key)));
    }
    if (found.isEmpty() || found.size() > KEYS_MAX) {
      throw new IllegalArgumentException(
          "%s must hold from 1 to %d blocks of %s, not %d"
              .formatted(AccessSettings.PEM, KEYS_MAX, kind, found.size()));
    }
    return found;
  }

  private static Key key(String kind, byte[] der) {
    for (String family : List.of("EC", "RSA", "EdDSA")) {
      try {
        KeyFactory factory = KeyFactory.getInstance(family);
        return kind.equals(PUBLIC)
            ? factory.generatePublic(new X509EncodedKeySpec(der))
            : factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // of another family
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + family, e);
      }
    }
    throw new IllegalArgumentException(
        AccessSettings.PEM + " holds a " + kind + " that is neither EC, RSA nor Ed25519");
  }

  private static String algorithm(Key key) {
    return switch (key) {
      case ECKey ec -> ofCurve(ec.getParams().getOrder().bitLength());
      case RSAKey rsa -> ofRsa(rsa.getModulus().bitLength());
      case EdECKey ed -> "EdDSA";
      default -> throw new IllegalArgumentException("a key of " + key.getAlgorithm());
    };
  }

  private static String ofCurve(int bits) {
    return switch (bits) {
      case 256 -> "ES256";
      case 384 -> "ES384";
      case 521 -> "ES512";
      default -> throw new IllegalArgumentException("EC keys are of P-256, P-384 or P-521");
    };
  }

  private static String ofRsa(int bits) {
    if (bits >= RSA_BITS_MIN) return "RS256";
    throw new IllegalArgumentException("RSA keys have at least " + RSA_BITS_MIN + " bits");
  }

  private static String block(String kind, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(key.getEncoded()), kind);
  }
}
