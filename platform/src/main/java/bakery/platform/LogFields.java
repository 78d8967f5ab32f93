package bakery.platform;

import java.util.UUID;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log lines about one aggregate: its key and the id of its trace as fields of their own, for those
 * who read logs by machine. What the line says for people stays as it is.
 */
public final class LogFields {

  public static final String KEY = "key";
  public static final String TRACE = "trace";

  private static final int TRACE_ID_FROM = 3;
  private static final int TRACE_ID_TO = 35;

  private LogFields() {}

  public static LoggingEventBuilder about(LoggingEventBuilder line, Change<?, ?> change) {
    return about(line, change.id(), change.after().trace());
  }

  /**
   * @param trace W3C traceparent, or null
   */
  public static LoggingEventBuilder about(LoggingEventBuilder line, UUID key, String trace) {
    LoggingEventBuilder keyed = line.addKeyValue(KEY, key);
    return trace == null || trace.length() < TRACE_ID_TO
        ? keyed
        : keyed.addKeyValue(TRACE, trace.substring(TRACE_ID_FROM, TRACE_ID_TO));
  }
}
