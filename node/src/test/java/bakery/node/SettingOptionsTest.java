package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingOptionsTest {
  private static final Pattern NAME = Pattern.compile("\"(BAKERY_[A-Z_]*[A-Z])\"");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?= ·|,)");
  private static final Pattern NO_LIMIT =
      Pattern.compile("_PORT$|^BAKERY_(PACE|CLOCK_OFFSET_MILLIS)$");

  @Test
  void everySettingThatTheCodeReadsIsListedAndNoOther() throws IOException {
    var listed =
        SettingOptions.known().stream()
            .map(SettingOptions.Known::name)
            // their names are put together from the roles'
            .filter(name -> !name.matches("BAKERY_(DB|POLICY)_(GATEWAY|KITCHEN|DELIVERY|BILLING)"))
            .toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(read());
  }

  @Test
  void everySettingThatLimitsSomethingStandsOnThePageOfLimitsWithItsDefault() throws IOException {
    var limits = Files.readString(Path.of("..", "docs", "operating", "limits.md"));

    for (var known : SettingOptions.known()) {
      var number = NUMBER.matcher(known.text());
      if (!number.lookingAt() || NO_LIMIT.matcher(known.name()).find()) continue;
      assertThat(limits.replaceAll("(?<=[0-9]),(?=[0-9]{3})", ""))
          .containsPattern("`" + known.name() + "` " + number.group() + "\\b");
    }
  }

  @Test
  void anOptionWinsOverTheEnvironmentAndHasAShortName() {
    var command = SettingOptions.on(new UpCommand());

    command.parseArgs("--port", "8081", "--pace=instant", "--db-pool", "3");

    var settings = SettingOptions.read(command.getCommandSpec());
    assertThat(settings.number("BAKERY_HTTP_PORT", 8080, 0, 65_535)).isEqualTo(8081);
    assertThat(settings.text("BAKERY_PACE")).contains("instant");
    assertThat(settings.number("BAKERY_DB_POOL", 8, 1, 100)).isEqualTo(3);
  }

  private static Collection<String> read() throws IOException {
    var names = new TreeSet<String>();
    for (var module : modules()) {
      var sources = module.resolve("src/main/java");
      if (!Files.isDirectory(sources)) continue;
      try (var files = Files.walk(sources)) {
        for (var file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
          NAME.matcher(Files.readString(file))
              .results()
              .map((MatchResult found) -> found.group(1))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  /** Those that are delivered. */
  private static List<Path> modules() throws IOException {
    try (var folders = Files.list(Path.of(".."))) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !folder.endsWith("benchmarks"))
          .toList();
    }
  }
}
