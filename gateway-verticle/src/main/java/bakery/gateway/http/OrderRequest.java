package bakery.gateway.http;

import bakery.contracts.Messages;
import bakery.contracts.PaymentMethod;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a customer asked for: of the right shape, not yet compared with the menu. */
record OrderRequest(List<Item> lines, Fulfilment fulfilment, PaymentMethod payment) {

  record Item(String product, int quantity) {}

  OrderRequest {
    lines = List.copyOf(lines);
  }

  /**
   * The key under which the request may be repeated. The digest is of what was asked, not of its
   * spelling; the key goes in as well, so that digests of equal addresses differ.
   */
  IdempotencyKey under(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key.getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) '\n');
      digest.update(fulfilment.getClass().getSimpleName().getBytes(StandardCharsets.US_ASCII));
      return new IdempotencyKey(
          key, HexFormat.of().formatHex(digest.digest(Messages.encode(this))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
