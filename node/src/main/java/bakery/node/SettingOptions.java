package bakery.node;

import bakery.platform.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every setting is a variable and an option: {@code BAKERY_HTTP_PORT=8081} is {@code --http-port
 * 8081}; the option wins. {@code settings.txt} lists them all.
 */
final class SettingOptions {
  private static final String PREFIX = "BAKERY_";
  private static final Map<String, String> SHORT = Map.of("BAKERY_HTTP_PORT", "--port");

  private SettingOptions() {}

  /** A line of {@code settings.txt}: {@code NAME = default, then words}. */
  record Known(String name, String text) {
    String option() {
      return "--" + name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Adds these settings as options to a command; all of them when none is named. */
  static CommandLine on(Object command, String... only) {
    var spec = CommandSpec.forAnnotatedObject(command);
    for (var known : known()) {
      if (only.length > 0 && !List.of(only).contains(known.name())) continue;
      var names =
          SHORT.containsKey(known.name())
              ? new String[] {SHORT.get(known.name()), known.option()}
              : new String[] {known.option()};
      spec.addOption(
          OptionSpec.builder(names)
              .type(String.class)
              .paramLabel("…")
              // % and @ mean something to picocli
              .description(known.text().replace("%", "%%"))
              .build());
    }
    return new CommandLine(spec);
  }

  /** The environment, and over it what the command line says. */
  static Settings read(CommandSpec spec) {
    var values = new HashMap<>(System.getenv());
    for (var known : known()) {
      var option = spec.findOption(known.option());
      if (option != null && option.getValue() != null) {
        values.put(known.name(), option.getValue());
      }
    }
    return new Settings(values);
  }

  /**
   * The environment with another data folder.
   *
   * @param data null for that of the environment
   */
  static Settings within(String data) {
    var values = new HashMap<>(System.getenv());
    if (data != null) values.put("BAKERY_DATA", data);
    return new Settings(values);
  }

  static List<Known> known() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                SettingOptions.class.getResourceAsStream("settings.txt"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> line.startsWith(PREFIX))
          .map(line -> line.split(" ", 2))
          .map(parts -> new Known(parts[0], parts[1].strip()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
