package bakery.node.tracing;

import bakery.platform.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;

/** A span of many orders, linked with the step of each; it comes about with the first of them. */
final class BatchSpan implements Traces.Span {

  private final SpanBuilder builder;
  private Span span;

  BatchSpan(SpanBuilder builder) {
    this.builder = builder;
  }

  /** Nothing follows from a batch, only from its steps. */
  @Override
  public String context() {
    return null;
  }

  @Override
  public void status(String status) {}

  @Override
  public void link(Traces.Span other) {
    if (!(other instanceof OpenSpan step)) return;
    if (span == null) span = builder.startSpan();
    span.addLink(step.span.getSpanContext());
    step.span.addLink(span.getSpanContext());
  }

  @Override
  public void end(String outcome) {
    if (span != null) span.setAttribute(OpenSpan.OUTCOME, outcome).end();
  }
}
