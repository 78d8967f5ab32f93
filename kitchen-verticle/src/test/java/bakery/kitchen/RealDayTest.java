package bakery.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.kitchen.model.Menu;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The menu that the migration seeds has all that a real bakery sold on a real day. */
class RealDayTest {

  private static final Path DAY = Path.of("../examples/saturday-2017-02-04.csv");
  private static final Pattern SEED =
      Pattern.compile("(?m)^ +\\( *\\d+, +'([a-z-]+)', *'(.+?)', *'");

  @Test
  void everyItemOfTheRealDayIsOnTheMenu() throws IOException {
    List<String> items =
        Files.readAllLines(DAY).stream().skip(1).map(line -> line.split(",", 3)[2]).toList();

    assertThat(items).hasSizeGreaterThan(300);
    assertThat(Set.copyOf(items)).hasSize(36);
    assertThat(seeded()).containsAll(items.stream().map(Menu::productId).toList());
  }

  @Test
  void everyProductIsCalledWhatItsNameSays() throws IOException {
    SEED.matcher(migration())
        .results()
        .forEach(
            seed ->
                assertThat(Menu.productId(seed.group(2).replace("''", "'")))
                    .isEqualTo(seed.group(1)));
  }

  private static Set<String> seeded() throws IOException {
    return SEED.matcher(migration()).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  private static String migration() throws IOException {
    try (InputStream sql =
        RealDayTest.class.getResourceAsStream("/bakery/kitchen/migration/V2__menu.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
