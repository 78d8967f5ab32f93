package bakery.node.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** W3C traceparent: {@code 00-trace-span-flags}, 55 characters. */
final class Traceparent {

  private static final int CHARS = 55;
  private static final int TRACE_FROM = 3;
  private static final int TRACE_TO = 35;
  private static final int SPAN_FROM = 36;
  private static final int SPAN_TO = 52;
  private static final int FLAGS_FROM = 53;

  private Traceparent() {}

  /** The root when it is null or no traceparent. */
  static Context parse(String text) {
    if (text == null || text.length() != CHARS) return Context.root();
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            text.substring(TRACE_FROM, TRACE_TO),
            text.substring(SPAN_FROM, SPAN_TO),
            TraceFlags.fromHex(text, FLAGS_FROM),
            TraceState.getDefault());
    return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
  }

  /** Whether its sender records it. */
  static boolean followed(Context context) {
    return Span.fromContext(context).getSpanContext().isSampled();
  }

  static String format(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }
}
