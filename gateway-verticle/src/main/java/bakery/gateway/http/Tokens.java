package bakery.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tracking tokens: an HMAC of the order id. Whoever holds one may see, follow and cancel that
 * order; any gateway can make it again, so it is stored nowhere.
 */
final class Tokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "tracking:".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec secret;

  Tokens(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  String token(UUID orderId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(PURPOSE);
      mac.update(bytes(orderId));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  boolean fits(String token, UUID orderId) {
    return same(token, token(orderId));
  }

  /** Compares in a time that does not tell how much of it fits. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
