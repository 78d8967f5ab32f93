package bakery.node.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what arrived at the collector and what did not; says once when it turns. */
final class CountingExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(CountingExporter.class);

  private final SpanExporter exporter;
  private final Counter exported;
  private final Counter failed;
  private volatile boolean failing;

  CountingExporter(SpanExporter exporter, MeterRegistry meters) {
    this.exporter = exporter;
    this.exported = meters.counter("bakery.traces.spans", "outcome", "exported");
    this.failed = meters.counter("bakery.traces.spans", "outcome", "failed");
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode done = exporter.export(spans);
    int count = spans.size();
    return done.whenComplete(() -> count(done.isSuccess(), count));
  }

  private void count(boolean success, int spans) {
    (success ? exported : failed).increment(spans);
    if (success && failing) LOG.info("the collector of traces takes them again");
    if (!success && !failing) LOG.warn("the collector of traces takes none, they are dropped");
    failing = !success;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
