package bakery.whole.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's picture is the graph of the modules. */
class PictureTest {

  private static final Path PROJECT = Path.of("..");
  private static final List<String> FROM_TOP =
      List.of(
          "node", "billing-verticle", "delivery-verticle", "gateway-verticle", "kitchen-verticle");
  private static final Pattern OURS =
      Pattern.compile(
          "<dependency><groupId>bakery</groupId><artifactId>([a-z-]+)</artifactId></dependency>");

  @Test
  void theReadmeShowsTheModulesAsTheyAre() throws IOException {
    StringBuilder picture = new StringBuilder("```mermaid\ngraph TD\n");
    for (String module : FROM_TOP) {
      for (String below : dependencies(module)) {
        picture.append("  ").append(module).append(" --> ").append(below).append('\n');
      }
    }
    picture.append("```\n");

    assertThat(Files.readString(PROJECT.resolve("README.md"))).contains(picture);
  }

  private static List<String> dependencies(String module) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher pom = OURS.matcher(Files.readString(PROJECT.resolve(module).resolve("pom.xml")));
    while (pom.find()) found.add(pom.group(1));
    return found.stream().sorted().toList();
  }
}
