package bakery.node.tracing;

import bakery.platform.Letter;
import bakery.platform.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what is told to a collector, from a thread of its own, in batches; what the collector does
 * not take in time is counted and forgotten.
 */
public final class OpenTelemetryTraces implements Traces {

  private static final AttributeKey<String> ROLE = AttributeKey.stringKey("bakery.role");
  private static final AttributeKey<String> ORDER = AttributeKey.stringKey("bakery.order.id");
  private static final AttributeKey<String> LETTER = AttributeKey.stringKey("bakery.letter");
  private static final AttributeKey<String> TO = AttributeKey.stringKey("bakery.letter.to");
  private static final AttributeKey<Long> SIZE = AttributeKey.longKey("bakery.batch.size");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> SCHEMA = AttributeKey.stringKey("db.namespace");

  private static final Duration SEND_EVERY = Duration.ofMillis(500);
  private static final int SPANS_A_CALL = 512;
  private static final int MAX_LINKS = 512;
  private static final int CLOSE_SECONDS = 2;

  /** Its own logger: its failures are counted and told once by {@link CountingExporter}. */
  private static final Logger OWN_LOG = Logger.getLogger("io.opentelemetry");

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OpenTelemetryTraces(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("bakery");
  }

  /**
   * @param node what humans call it
   */
  public static OpenTelemetryTraces open(
      TraceSettings settings, String node, MeterRegistry meters) {
    OWN_LOG.setLevel(Level.OFF);
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.collector().toString())
            .setConnectTimeout(settings.timeout())
            .setTimeout(settings.timeout())
            .setCompression("gzip")
            .build();
    return new OpenTelemetryTraces(
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "bakery",
                        AttributeKey.stringKey("service.instance.id"),
                        node)))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.percent() / 100.0)))
            .setSpanLimits(SpanLimits.builder().setMaxNumberOfLinks(MAX_LINKS).build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(new CountingExporter(exporter, meters))
                    .setMaxQueueSize(settings.maxWaiting())
                    .setMaxExportBatchSize(SPANS_A_CALL)
                    .setScheduleDelay(SEND_EVERY)
                    .setExporterTimeout(settings.timeout())
                    .build())
            .build());
  }

  @Override
  public void close() {
    provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public Span request(String route, String parent) {
    int space = route.indexOf(' ');
    SpanBuilder span =
        tracer
            .spanBuilder(route)
            .setSpanKind(SpanKind.SERVER)
            .setParent(Traceparent.parse(parent))
            .setAttribute(METHOD, route.substring(0, space))
            .setAttribute(ROUTE, route.substring(space + 1));
    return OpenSpan.of(span.startSpan());
  }

  @Override
  public Span step(String role, String what, UUID key, String cause, long agoMillis) {
    Context parent = Traceparent.parse(cause);
    if (!Traceparent.followed(parent)) return Span.NONE;
    SpanBuilder span =
        tracer
            .spanBuilder(role + " " + what)
            .setParent(parent)
            .setAttribute(ROLE, role)
            .setAttribute(ORDER, key.toString())
            .setStartTimestamp(now() - agoMillis, TimeUnit.MILLISECONDS);
    return OpenSpan.of(span.startSpan());
  }

  @Override
  public Span batch(String role, String what, int size) {
    return new BatchSpan(
        tracer
            .spanBuilder(role + " " + what)
            .setNoParent()
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(ROLE, role)
            .setAttribute(SIZE, (long) size)
            .setAttribute(DATABASE, "postgresql")
            .setAttribute(SCHEMA, role)
            .setStartTimestamp(now(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void delivered(String role, UUID envelope, Letter letter, String outcome) {
    Context parent = Traceparent.parse(letter.trace());
    if (!Traceparent.followed(parent)) return;
    long written = envelope.getMostSignificantBits() >>> 16;
    tracer
        .spanBuilder(role + " → " + letter.to() + " " + letter.type())
        .setParent(parent)
        .setSpanKind(SpanKind.PRODUCER)
        .setAttribute(ROLE, role)
        .setAttribute(ORDER, letter.key().toString())
        .setAttribute(LETTER, letter.type())
        .setAttribute(TO, letter.to())
        .setAttribute(OpenSpan.OUTCOME, outcome)
        .setStartTimestamp(Math.min(written, now()), TimeUnit.MILLISECONDS)
        .startSpan()
        .end();
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
