package bakery.node.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorryTest {

  private static final String BEGIN = "\n  worry: {\n";
  private static final String END = "\n  },\n";

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void the_bakerys_page_has_a_sentence_for_every_kind(String language) throws IOException {
    String texts = texts(language);
    int begin = texts.indexOf(BEGIN);
    String sentences = texts.substring(begin, texts.indexOf(END, begin));

    assertThat(Stream.of(Worry.Kind.values()).map(Worry.Kind::word))
        .allSatisfy(kind -> assertThat(sentences).containsPattern("\n    '?" + kind + "'?: "));
  }

  private static String texts(String language) throws IOException {
    String file = "/bakery/gateway/web/bakery/texts/" + language + ".js";
    try (var in = WorryTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
