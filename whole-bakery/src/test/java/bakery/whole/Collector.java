package bakery.whole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes traces as a collector does: OTLP, protobuf over HTTP. */
final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final StringBuffer everything = new StringBuffer();

  /**
   * A span as it came.
   *
   * @param node the JVM that told of it
   * @param parent empty for a root
   * @param links the ids of the spans that it names
   */
  record Span(
      String node,
      String trace,
      String id,
      String parent,
      String name,
      long startNanos,
      long endNanos,
      Map<String, String> attributes,
      List<String> links) {

    String attribute(String key) {
      return attributes.getOrDefault("bakery." + key, "");
    }

    boolean isBatch() {
      return attributes.containsKey("bakery.batch.size");
    }
  }

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** All that was sent, as text. */
  String everything() {
    return everything.toString();
  }

  private void take(HttpExchange call) throws IOException {
    try (call;
        InputStream body = new GZIPInputStream(call.getRequestBody())) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      everything.append(request);
      request.getResourceSpansList().forEach(this::take);
      byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      call.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      call.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    }
  }

  private void take(ResourceSpans of) {
    String node = attributes(of.getResource().getAttributesList()).get("service.instance.id");
    of.getScopeSpansList()
        .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(span(node, span))));
  }

  private static Span span(String node, io.opentelemetry.proto.trace.v1.Span span) {
    return new Span(
        node,
        hex(span.getTraceId().toByteArray()),
        hex(span.getSpanId().toByteArray()),
        hex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        attributes(span.getAttributesList()),
        span.getLinksList().stream().map(link -> hex(link.getSpanId().toByteArray())).toList());
  }

  private static Map<String, String> attributes(List<KeyValue> list) {
    return list.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                each ->
                    each.getValue().hasIntValue()
                        ? Long.toString(each.getValue().getIntValue())
                        : each.getValue().getStringValue()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
