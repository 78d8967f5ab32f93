package bakery.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code BAKERY_*} variables for the settings records. Every refusal names the variable, what
 * it holds and what it may hold.
 */
public record Settings(Map<String, String> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  public static Settings ofEnvironment() {
    return new Settings(System.getenv());
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  public String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  public int number(String name, int otherwise, int min, int max) {
    return text(name)
        .map(text -> inRange(name, parse(name, text, Integer::parseInt), min, max))
        .orElse(otherwise);
  }

  public boolean flag(String name, boolean otherwise) {
    return parse(
        name,
        text(name, Boolean.toString(otherwise)),
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("true or false");
            });
  }

  /** Milliseconds. */
  public Duration millis(String name, int otherwise, int min, int max) {
    return Duration.ofMillis(number(name, otherwise, min, max));
  }

  /** A value of any shape; the parser throws IllegalArgumentException or a DateTimeException. */
  public <T> T parsed(String name, String otherwise, Function<String, T> parser) {
    return parse(name, text(name, otherwise), parser);
  }

  private static <T> T parse(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          name + "=" + text + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + "=" + value + " must be from " + min + " to " + max);
    }
    return value;
  }
}
