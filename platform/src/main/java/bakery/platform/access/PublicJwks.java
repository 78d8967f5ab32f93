package bakery.platform.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes from a set of keys (RFC 7517) the public ones that sign. A shared secret is none of them:
 * whoever reads the set could sign with it.
 */
final class PublicJwks {

  static final int KEYS_MAX = 64;

  private static final Map<String, List<String>> BY_TYPE =
      Map.of(
          "RSA", List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
          "EC", List.of("ES256", "ES384", "ES512"),
          "OKP", List.of("EdDSA"));
  private static final Map<String, String> BY_CURVE =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");
  private static final List<String> PUBLIC_PARTS = List.of("kty", "kid", "crv", "x", "y", "n", "e");

  static final Set<String> ALGORITHMS =
      BY_TYPE.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

  private PublicJwks() {}

  static List<JsonObject> of(JsonObject shown) {
    JsonArray keys = shown.getJsonArray("keys", new JsonArray());
    if (keys.size() > KEYS_MAX) {
      throw new IllegalStateException("more than " + KEYS_MAX + " keys");
    }
    return keys.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(key -> key.getValue("kty") instanceof String)
        .filter(key -> "sig".equals(key.getString("use", "sig")))
        .filter(key -> BY_TYPE.getOrDefault(key.getString("kty"), List.of()).contains(alg(key)))
        .map(PublicJwks::publicParts)
        .toList();
  }

  private static String alg(JsonObject key) {
    String otherwise =
        switch (key.getString("kty")) {
          case "RSA" -> "RS256";
          case "OKP" -> "EdDSA";
          default -> BY_CURVE.getOrDefault(key.getString("crv"), "none");
        };
    return key.getString("alg", otherwise);
  }

  private static JsonObject publicParts(JsonObject key) {
    JsonObject copy = new JsonObject().put("alg", alg(key));
    for (String part : PUBLIC_PARTS) {
      if (key.containsKey(part)) copy.put(part, key.getValue(part));
    }
    return copy;
  }
}
