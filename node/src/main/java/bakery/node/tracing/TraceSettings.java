package bakery.node.tracing;

import bakery.platform.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where traces go and how many orders are followed.
 *
 * @param collector takes OTLP over HTTP at this URL
 * @param percent of the orders that come without a trace of their own; those that come with one do
 *     as it says
 * @param maxWaiting spans that wait to be sent; more are dropped and counted
 * @param timeout of one call to the collector
 */
public record TraceSettings(URI collector, int percent, int maxWaiting, Duration timeout) {

  private static final String BASE = "BAKERY_TRACES";
  private static final String STANDARD = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String PATH = "/v1/traces";

  /** Empty when nobody wants traces. */
  public static Optional<TraceSettings> from(Settings settings) {
    String name = settings.text(BASE).isPresent() ? BASE : STANDARD;
    if (settings.text(name).isEmpty()) return Optional.empty();
    return Optional.of(
        new TraceSettings(
            settings.parsed(name, "", TraceSettings::traces),
            settings.number("BAKERY_TRACES_PERCENT", 100, 0, 100),
            settings.number("BAKERY_TRACES_WAITING", 4_096, 512, 1_000_000),
            settings.millis("BAKERY_TRACES_TIMEOUT_MILLIS", 2_000, 100, 60_000)));
  }

  /** {@code http://collector:4318} is the base to which the path belongs. */
  private static URI traces(String text) {
    URI base = URI.create(text);
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!http || base.getHost() == null) {
      throw new IllegalArgumentException("a URL such as http://collector:4318");
    }
    String path = base.getPath();
    if (path.endsWith(PATH)) return base;
    return URI.create(text.endsWith("/") ? text + PATH.substring(1) : text + PATH);
  }
}
