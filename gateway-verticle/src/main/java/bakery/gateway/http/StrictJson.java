package bakery.gateway.http;

import bakery.gateway.http.Problem.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from strangers: UTF-8, one value, no name twice, not nested deeply. */
final class StrictJson {

  private static final int NUMBER_CHARS = 30;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Limits.NESTING)
                          .maxNumberLength(NUMBER_CHARS)
                          .maxStringLength(Limits.BODY_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * @throws Problem BROKEN_JSON, saying where, never quoting the body
   */
  static JsonNode read(byte[] body) {
    try {
      JsonNode json = JSON.readTree(utf8(body));
      if (json.isMissingNode()) throw new Problem(Kind.BROKEN_JSON, "the body is empty");
      return json;
    } catch (JsonProcessingException e) {
      throw new Problem(Kind.BROKEN_JSON, where(e));
    } catch (CharacterCodingException e) {
      throw new Problem(Kind.BROKEN_JSON, "the body is not UTF-8");
    }
  }

  private static String utf8(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static String where(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return "JSON with each name once, nested at most "
        + Limits.NESTING
        + " deep, is wanted; reading stopped"
        + place;
  }
}
