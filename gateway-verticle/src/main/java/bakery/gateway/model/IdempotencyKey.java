package bakery.gateway.model;

import java.util.Objects;

/**
 * What makes repeating a request harmless: one key, one order. Who knows the key may see the order,
 * so it is printed nowhere.
 *
 * @param value the client's
 * @param digest of the request body; another body under the same key is refused
 */
public record IdempotencyKey(String value, String digest) {

  public IdempotencyKey {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(digest, "digest");
  }

  @Override
  public String toString() {
    return "IdempotencyKey[hidden]";
  }
}
