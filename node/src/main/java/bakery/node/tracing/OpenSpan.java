package bakery.node.tracing;

import bakery.platform.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/** A span of one order. */
final class OpenSpan implements Traces.Span {

  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("bakery.outcome");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("bakery.status");

  final Span span;
  private final String context;

  private OpenSpan(Span span) {
    this.span = span;
    this.context = Traceparent.format(span.getSpanContext());
  }

  /** One that nobody records costs nothing further on. */
  static Traces.Span of(Span span) {
    return span.isRecording() ? new OpenSpan(span) : Traces.Span.NONE;
  }

  @Override
  public String context() {
    return context;
  }

  @Override
  public void status(String status) {
    if (status != null) span.setAttribute(STATUS, status);
  }

  @Override
  public void link(Traces.Span other) {
    if (other instanceof OpenSpan open) span.addLink(open.span.getSpanContext());
  }

  @Override
  public void end(String outcome) {
    span.setAttribute(OUTCOME, outcome).end();
  }
}
