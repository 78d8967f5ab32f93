package bakery.node;

import bakery.platform.Settings;
import java.util.Set;

/** How the log is written; said before the first line, for {@code logback.xml} to read. */
final class Logging {

  private static final String FORMAT = "BAKERY_LOG_FORMAT";
  private static final String NODE = "bakery.node";
  private static final Set<String> FORMATS = Set.of("text", "json");

  private Logging() {}

  static void configure(Settings settings, NodeName node) {
    System.setProperty(FORMAT, settings.parsed(FORMAT, "text", Logging::format));
    System.setProperty(NODE, node.toString());
  }

  private static String format(String text) {
    if (FORMATS.contains(text)) return text;
    throw new IllegalArgumentException("text or json");
  }
}
